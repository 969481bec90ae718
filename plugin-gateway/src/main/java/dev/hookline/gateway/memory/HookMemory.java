package dev.hookline.gateway.memory;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hookline.kit.json.JsonLimits;
import dev.hookline.kit.limit.ByteBudget;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The memory that hook calls share: one budget for arriving answers, one for what is built. */
@ApplicationScoped
public class HookMemory {

    /** What the most complex request that the mapper reads takes. */
    private static final long LARGEST_REQUEST = 48L * 1024 * 1024;

    private static final int PART_FOR_HOOKS = 4;
    private static final int PART_FOR_ARRIVING_ANSWERS = 8;

    private final SharedBudget trees;
    private final SharedBudget arriving;

    HookMemory(MemoryConfig config, MeterRegistry metrics) {
        this.trees = budget("hooks", config.hooks(), PART_FOR_HOOKS, config, metrics);
        this.arriving =
                budget(
                        "plugin-answers",
                        config.arrivingAnswers(),
                        PART_FOR_ARRIVING_ANSWERS,
                        config,
                        metrics);
    }

    private static SharedBudget budget(
            String name,
            Optional<MemorySize> size,
            int part,
            MemoryConfig config,
            MeterRegistry metrics) {
        long bytes =
                size.map(MemorySize::asLongValue)
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / part);
        return new SharedBudget(
                new ByteBudget(bytes).meteredAs(name, metrics), config.percentPerPlugin());
    }

    /** Memory for a hook request, to which its answers add; empty when there is none. */
    public Optional<HeldMemory> forRequest(byte @Nullable [] event) {
        var budget = trees.whole();
        long bytes = event == null ? 0 : Math.min(weightOfRequest(event), budget.capacity());
        return budget.tryReserve(bytes)
                .map(reservation -> {
                    var held = new HeldMemory();
                    held.add(reservation);
                    return held;
                });
    }

    /** A request wraps what clients have sent, more than once at times. */
    private static long weightOfRequest(byte[] event) {
        try {
            return JsonLimits.weightOf(event, 0, event.length);
        } catch (StreamConstraintsException e) {
            return LARGEST_REQUEST;
        }
    }

    /**
     * Adds memory for an answer to what is held.
     *
     * @param plugin whose share it comes out of
     * @param patience how long to wait for it
     * @return whether there was any
     * @throws StreamConstraintsException when the answer is too complex to be read
     */
    public boolean addAnswer(HeldMemory held, String plugin, byte[] answer, Duration patience)
            throws StreamConstraintsException {
        long bytes = JsonLimits.weightOf(answer, 0, answer.length);
        var memory = trees.reserve(plugin, bytes, patience);
        memory.ifPresent(held::add);
        return memory.isPresent();
    }

    /** Memory for an answer that begins to arrive. */
    public ArrivingAnswer arriving(String plugin) {
        return new ArrivingAnswer(arriving.growing(plugin));
    }
}
