package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Roster;
import dev.hookline.gateway.registry.Rosters;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps one delivery running for each active plugin that the gateway pushes to. */
@ApplicationScoped
class Deliveries {

    /** A running delivery and what it was started for: a plugin activated anew begins anew. */
    private record Running(
            @Nullable Instant activatedAt, int concurrency, PluginDelivery delivery) {}

    private final Map<String, Running> running = new HashMap<>();
    private final PluginDelivery.DeliveryEngine engine;
    private boolean stopping;

    Deliveries(
            ConsumerFactory consumers,
            DeliveryStarts starts,
            Rosters rosters,
            DeliveryAttempt attempts,
            DeliveryMetrics metrics,
            RandomGenerator random,
            DeliveryConfig config) {
        this.engine =
                new PluginDelivery.DeliveryEngine(
                        consumers,
                        starts,
                        rosters,
                        attempts,
                        metrics,
                        new RetrySchedule(config.retries(), config.jitter()),
                        random,
                        config.window());
    }

    synchronized void follow(@Observes Roster roster) {
        if (stopping) {
            return;
        }
        running.entrySet()
                .removeIf(entry -> {
                    var keep =
                            roster.find(entry.getKey())
                                    .filter(plugin -> isServedBy(entry.getValue(), plugin))
                                    .isPresent();
                    if (!keep) {
                        entry.getValue().delivery().close();
                    }
                    return !keep;
                });
        roster.plugins().values().stream()
                .filter(plugin -> isPushed(plugin) && !running.containsKey(plugin.id()))
                .forEach(this::start);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopping = true;
        running.values().parallelStream().forEach(entry -> entry.delivery().close());
        running.clear();
    }

    private void start(RegisteredPlugin plugin) {
        running.put(
                plugin.id(),
                new Running(
                        plugin.activatedAt(),
                        plugin.manifest().concurrency(),
                        new PluginDelivery(plugin, engine)));
    }

    private static boolean isPushed(RegisteredPlugin plugin) {
        return plugin.isActive() && !plugin.pushedHooks().isEmpty();
    }

    private static boolean isServedBy(Running entry, RegisteredPlugin plugin) {
        return isPushed(plugin)
                && Objects.equals(entry.activatedAt(), plugin.activatedAt())
                && entry.concurrency() == plugin.manifest().concurrency();
    }
}
