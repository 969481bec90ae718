package dev.hookline.gateway.delivery;

import dev.hookline.kit.limit.ByteBudget;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: everything before the oldest event that is not finished. Subjects
 * finish out of order, a committed offset covers all before it. Counts what is in memory, too.
 */
final class OffsetLedger {

    private static final class Partition {
        /** The events that are not finished, by their offset. */
        private final NavigableMap<Long, Held> unfinished = new TreeMap<>();

        private long next;
        private long committed = -1;

        private long committable() {
            return unfinished.isEmpty() ? next : unfinished.firstKey();
        }
    }

    private record Held(int bytes, Optional<ByteBudget.Reservation> reservation) {

        void release() {
            reservation.ifPresent(ByteBudget.Reservation::close);
        }
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final EventMemory.Share memory;
    private int events;
    private long bytes;
    private boolean awaited;

    OffsetLedger(EventMemory.Share memory) {
        this.memory = memory;
    }

    synchronized void begin(TopicPartition partition, long offset, int size) {
        var state = partitions.computeIfAbsent(partition, key -> new Partition());
        state.next = Math.max(state.next, offset + 1);
        if (!state.unfinished.containsKey(offset)) {
            state.unfinished.put(offset, new Held(size, memory.hold(size)));
            events++;
            bytes += size;
        }
    }

    /** Whether an offset has been passed already: then the partition begins anew. */
    synchronized boolean isPassed(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        return state != null && offset < state.next;
    }

    /**
     * Whether the event is still ours to deliver: its partition may have moved to another replica.
     */
    synchronized boolean isOpen(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        return state != null && state.unfinished.containsKey(offset);
    }

    /** Whether the event has been read here and is done with. */
    synchronized boolean isFinished(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        return state != null && offset < state.next && !state.unfinished.containsKey(offset);
    }

    synchronized void finish(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        if (state != null) {
            var held = state.unfinished.remove(offset);
            if (held != null) {
                held.release();
                events--;
                bytes -= held.bytes();
                wake();
            }
        }
    }

    synchronized void forget(Collection<TopicPartition> moved) {
        for (var partition : moved) {
            var state = partitions.remove(partition);
            if (state != null) {
                events -= state.unfinished.size();
                for (var held : state.unfinished.values()) {
                    held.release();
                    bytes -= held.bytes();
                }
            }
        }
        wake();
    }

    synchronized int unfinished() {
        return events;
    }

    synchronized boolean hasRoom(int mostEvents, long mostBytes) {
        return events < mostEvents && bytes < mostBytes;
    }

    /** Whether this plugin's share of the memory, or that of all, allows to read more. */
    boolean fitsMemory() {
        return unfinished() == 0 || memory.hasRoom();
    }

    /** Waits until a good part of the room is free again, at most that long. */
    synchronized void awaitRoom(int mostEvents, long mostBytes, Duration longest)
            throws InterruptedException {
        awaited = true;
        long deadline = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (!hasRoom(mostEvents - mostEvents / 4, mostBytes) && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        awaited = false;
    }

    /** Offsets that have become committable since the last call. */
    synchronized Map<TopicPartition, OffsetAndMetadata> progress() {
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach((partition, state) -> {
            if (state.committable() > state.committed) {
                state.committed = state.committable();
                progress.put(partition, new OffsetAndMetadata(state.committed));
            }
        });
        return progress;
    }

    /** The commit of these failed: the next one names them again. */
    synchronized void uncommitted(Collection<TopicPartition> failed) {
        for (var partition : failed) {
            var state = partitions.get(partition);
            if (state != null) {
                state.committed = -1;
            }
        }
    }

    private void wake() {
        if (awaited) {
            notifyAll();
        }
    }
}
