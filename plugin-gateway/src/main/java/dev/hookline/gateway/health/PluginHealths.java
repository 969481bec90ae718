package dev.hookline.gateway.health;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The health of every plugin that this replica has called since it was switched on. */
@ApplicationScoped
public class PluginHealths {

    private final Map<String, PluginHealth> plugins = new ConcurrentHashMap<>();
    private final HealthConfig config;
    private final HealthMetrics metrics;
    private final Clock clock;
    private final LongSupplier nanos;

    @Inject
    PluginHealths(HealthConfig config, MeterRegistry registry, Clock clock) {
        this(config, registry, clock, System::nanoTime);
    }

    PluginHealths(HealthConfig config, MeterRegistry registry, Clock clock, LongSupplier nanos) {
        this.config = config;
        this.metrics = new HealthMetrics(registry);
        this.clock = clock;
        this.nanos = nanos;
    }

    /** The health of a plugin at this address, good at first. */
    public PluginHealth of(String pluginId, URI endpoint) {
        var known = plugins.get(pluginId);
        return known != null
                ? known
                : plugins.computeIfAbsent(pluginId, id -> untroubled(id, endpoint));
    }

    public HealthView view(String pluginId) {
        var known = plugins.get(pluginId);
        return known == null ? HealthView.NEVER_CALLED : known.view(clock.instant());
    }

    /** Forgets every plugin that is not among these, or was known at another address. */
    public void retain(Map<String, URI> active) {
        // Within the map's lock, so that the meters of a successor cannot be removed by mistake.
        plugins.keySet()
                .forEach(id ->
                        plugins.computeIfPresent(
                                id, (key, health) -> retained(health, active.get(id))));
    }

    private static @Nullable PluginHealth retained(PluginHealth health, @Nullable URI endpoint) {
        if (health.endpoint().equals(endpoint)) {
            return health;
        }
        health.close();
        return null;
    }

    private PluginHealth untroubled(String pluginId, URI endpoint) {
        var circuit = new CircuitBreaker(config, nanos, clock, metrics.listener(pluginId));
        var bulkhead = new Bulkhead(config.concurrency(), config.waiting());
        return new PluginHealth(
                endpoint, circuit, bulkhead, metrics.of(pluginId, circuit, bulkhead));
    }
}
