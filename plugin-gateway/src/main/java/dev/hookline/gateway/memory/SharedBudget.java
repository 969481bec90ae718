package dev.hookline.gateway.memory;

import dev.hookline.kit.limit.ByteBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A budget of which each plugin can take a part only. */
final class SharedBudget {

    private final ByteBudget whole;
    private final long part;
    private final Map<String, ByteBudget> parts = new ConcurrentHashMap<>();

    SharedBudget(ByteBudget whole, int percent) {
        this.whole = whole;
        this.part = Math.max(1, whole.capacity() * percent / 100);
    }

    ByteBudget whole() {
        return whole;
    }

    /**
     * Reserves for a plugin, first in its own part: those that wait there are in nobody's way.
     *
     * @param patience zero or less does not wait
     */
    Optional<HeldMemory> reserve(String plugin, long bytes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var held = new HeldMemory();
        try {
            var own = partOf(plugin).reserve(bytes, patience);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            held.add(own.get());
            var shared = whole.reserve(bytes, Duration.ofNanos(deadline - System.nanoTime()));
            if (shared.isPresent()) {
                held.add(shared.get());
                return Optional.of(held);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.close();
        return Optional.empty();
    }

    /** A reservation that grows later, without waiting. */
    Growing growing(String plugin) {
        return new Growing(
                partOf(plugin).tryReserve(0).orElseThrow(), whole.tryReserve(0).orElseThrow());
    }

    /** Grows in both or in neither. */
    record Growing(ByteBudget.Reservation own, ByteBudget.Reservation shared)
            implements AutoCloseable {

        boolean tryGrow(long more) {
            if (!own.tryGrow(more)) {
                return false;
            }
            if (shared.tryGrow(more)) {
                return true;
            }
            own.shrinkTo(own.bytes() - more);
            return false;
        }

        @Override
        public void close() {
            own.close();
            shared.close();
        }
    }

    private ByteBudget partOf(String plugin) {
        return parts.computeIfAbsent(plugin, id -> new ByteBudget(part));
    }
}
