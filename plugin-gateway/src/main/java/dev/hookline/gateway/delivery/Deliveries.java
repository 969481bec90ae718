package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.Backlog;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Roster;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.gateway.topic.BrokerTopics;
import dev.hookline.kit.limit.ByteBudget;
import dev.hookline.kit.signature.RecordSignatures;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps one delivery running for each active plugin that the gateway pushes to. */
@ApplicationScoped
class Deliveries {

    private static final Duration ENDING = Duration.ofSeconds(3);

    /** What a delivery was started for: a plugin activated anew begins anew. */
    private record Terms(@Nullable Instant activatedAt, int concurrency, Set<String> topics) {

        static Terms of(RegisteredPlugin plugin) {
            return new Terms(
                    plugin.activatedAt(), plugin.manifest().concurrency(), plugin.pushTopics());
        }
    }

    private record Running(Terms terms, PluginDelivery delivery) {}

    private final Map<String, Running> running = new HashMap<>();
    private final DeliveryEngine engine;
    private boolean stopping;

    Deliveries(
            ConsumerFactory consumers,
            RecordSignatures signatures,
            DeliveryStarts starts,
            BrokerTopics topics,
            Rosters rosters,
            Attempts attempts,
            Backlog backlog,
            PushStops stops,
            Progress progress,
            DeliveryGauges gauges,
            MeterRegistry metrics,
            Clock clock,
            DeliveryConfig config) {
        this.engine =
                new DeliveryEngine(
                        consumers,
                        signatures,
                        starts,
                        topics,
                        rosters,
                        attempts,
                        backlog,
                        stops,
                        progress,
                        gauges,
                        new EventMemory(
                                new ByteBudget(
                                                config.memory()
                                                        .map(MemorySize::asLongValue)
                                                        .orElseGet(EventMemory::defaultBytes))
                                        .meteredAs("delivery", metrics)),
                        clock,
                        config);
    }

    /** What deliveries are made of; a second engine of the same plugin acts as another replica. */
    DeliveryEngine engine() {
        return engine;
    }

    void follow(@Observes Roster roster) {
        adapt(roster);
    }

    void follow(@Observes PushStops.Changed change) {
        adapt(engine.rosters().current());
    }

    private synchronized void adapt(Roster roster) {
        if (stopping) {
            return;
        }
        running.entrySet()
                .removeIf(entry -> {
                    var keep =
                            roster.find(entry.getKey())
                                    .filter(this::isPushed)
                                    .filter(plugin ->
                                            Terms.of(plugin).equals(entry.getValue().terms()))
                                    .isPresent();
                    if (!keep) {
                        entry.getValue().delivery().close();
                    }
                    return !keep;
                });
        roster.plugins().values().stream()
                .filter(plugin -> isPushed(plugin) && !running.containsKey(plugin.id()))
                .forEach(plugin ->
                        running.put(
                                plugin.id(),
                                new Running(Terms.of(plugin), new PluginDelivery(plugin, engine))));
    }

    void stop(@Observes ShutdownEvent event) {
        List<PluginDelivery> ending;
        synchronized (this) {
            stopping = true;
            ending = running.values().stream().map(Running::delivery).toList();
            running.clear();
        }
        ending.forEach(PluginDelivery::close);
        ending.forEach(delivery -> delivery.awaitClosed(ENDING));
    }

    private boolean isPushed(RegisteredPlugin plugin) {
        return plugin.isActive()
                && !plugin.pushedHooks().isEmpty()
                && engine.stops().find(plugin.id()).isEmpty();
    }
}
