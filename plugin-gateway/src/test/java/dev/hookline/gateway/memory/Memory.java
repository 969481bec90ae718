package dev.hookline.gateway.memory;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.Optional;

/** Budgets of hook calls in tests. */
public final class Memory {

    private Memory() {}

    public static HookMemory plenty() {
        return of(64 * 1024 * 1024);
    }

    /** So many bytes for each of the two budgets, half of them for one plugin. */
    public static HookMemory of(long bytes) {
        var size = Optional.of(new MemorySize(BigInteger.valueOf(bytes)));
        return new HookMemory(new Config(size, size, size, 50), new SimpleMeterRegistry());
    }

    private record Config(
            Optional<MemorySize> hooks,
            Optional<MemorySize> arrivingAnswers,
            Optional<MemorySize> outgoingAnswers,
            int percentPerPlugin)
            implements MemoryConfig {}
}
