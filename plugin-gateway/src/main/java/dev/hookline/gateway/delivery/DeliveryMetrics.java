package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.RegisteredPlugin;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Counts, times and logs every attempt. */
@ApplicationScoped
class DeliveryMetrics {

    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);

    private final MeterRegistry metrics;

    DeliveryMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    DeliveryAttempt.Result timed(
            RegisteredPlugin plugin, AfterEvent event, int attempt, DeliveryAttempt attempts) {
        long started = System.nanoTime();
        var result = attempts.deliver(plugin, event, attempt);
        if (result instanceof DeliveryAttempt.NotForThisPlugin) {
            return result;
        }
        long nanos = System.nanoTime() - started;
        var status = result.getClass().getSimpleName();
        metrics.timer(
                        "hookline.deliveries",
                        "plugin",
                        plugin.id(),
                        "hook",
                        event.hook(),
                        "outcome",
                        status)
                .record(nanos, TimeUnit.NANOSECONDS);
        LOG.debugf(
                "delivery attempt pluginId=%s hook=%s eventId=%s subject=%s attempt=%d status=%s"
                        + " millis=%d",
                plugin.id(),
                event.hook(),
                event.id(),
                event.subject(),
                attempt,
                status,
                nanos / 1_000_000);
        return result;
    }
}
