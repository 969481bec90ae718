package dev.hookline.gateway.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** How long the calls of before-hooks take, as a histogram by plugin, hook and outcome. */
@ApplicationScoped
class CallMetrics {

    /** From what a plugin on the same machine takes to the longest timeout. */
    private static final Duration[] BUCKETS =
            IntStream.of(
                            1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000,
                            60_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private record Key(String pluginId, String hook, Attempt.Status status) {}

    private final MeterRegistry registry;
    // Looking a timer up in the registry would sort and hash its labels with every call.
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String pluginId, String hook, Attempt.Status status, Duration elapsed) {
        timers.computeIfAbsent(new Key(pluginId, hook, status), this::timer).record(elapsed);
    }

    private Timer timer(Key key) {
        return Timer.builder("hookline.hook.calls")
                .description("calls of before-hooks, from asking for a place to the checked answer")
                .tags("plugin", key.pluginId(), "hook", key.hook(), "outcome", key.status().name())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
