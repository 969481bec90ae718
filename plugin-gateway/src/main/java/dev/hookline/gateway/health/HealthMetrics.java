package dev.hookline.gateway.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.jboss.logging.Logger;

/** What the outside learns of circuits and bulkheads: meters by plugin, and a line per change. */
final class HealthMetrics {

    private static final Logger LOG = Logger.getLogger(HealthMetrics.class);
    private static final String TRANSITIONS = "hookline.plugin.circuit.transitions";
    private static final String REFUSALS = "hookline.plugin.refusals";

    private final MeterRegistry registry;

    HealthMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts and logs the changes of a plugin's circuit. */
    CircuitBreaker.Listener listener(String pluginId) {
        return (from, to, failures, calls) -> {
            registry.counter(TRANSITIONS, "plugin", pluginId, "to", nameOf(to)).increment();
            LOG.logf(
                    to == CircuitState.OPEN ? Logger.Level.WARN : Logger.Level.INFO,
                    "circuit changed pluginId=%s status=%s before=%s failures=%d calls=%d",
                    pluginId,
                    nameOf(to),
                    nameOf(from),
                    failures,
                    calls);
        };
    }

    OfPlugin of(String pluginId, CircuitBreaker circuit, Bulkhead bulkhead) {
        var plugin = Tags.of("plugin", pluginId);
        return new OfPlugin(
                registry,
                registry.counter(REFUSALS, plugin.and("reason", "circuit-open")),
                registry.counter(REFUSALS, plugin.and("reason", "saturated")),
                List.of(
                        Gauge.builder(
                                        "hookline.plugin.circuit.state",
                                        circuit,
                                        it -> it.state().ordinal())
                                .tags(plugin)
                                .register(registry),
                        Gauge.builder(
                                        "hookline.plugin.calls.in.progress",
                                        bulkhead,
                                        Bulkhead::inProgress)
                                .tags(plugin)
                                .register(registry),
                        Gauge.builder("hookline.plugin.calls.waiting", bulkhead, Bulkhead::waiting)
                                .tags(plugin)
                                .register(registry)));
    }

    private static String nameOf(CircuitState state) {
        return switch (state) {
            case CLOSED -> "closed";
            case HALF_OPEN -> "half-open";
            case OPEN -> "open";
        };
    }

    /** The meters of one plugin. */
    record OfPlugin(
            MeterRegistry registry,
            Counter circuitOpenings,
            Counter saturations,
            List<Meter> gauges) {

        void circuitOpen() {
            circuitOpenings.increment();
        }

        void saturated() {
            saturations.increment();
        }

        /** Gauges would show the past for ever; counters stay, as their sums do. */
        void remove() {
            gauges.forEach(registry::remove);
        }
    }
}
