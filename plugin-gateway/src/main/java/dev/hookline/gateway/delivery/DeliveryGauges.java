package dev.hookline.gateway.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shows how each delivery stands; the gauges go when the delivery ends. */
@ApplicationScoped
class DeliveryGauges {

    private final MeterRegistry metrics;

    DeliveryGauges(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    List<Meter.Id> show(String pluginId, DeliveryState state) {
        var tags = Tags.of("plugin", pluginId);
        return List.of(
                gauge(
                        "hookline.delivery.lag",
                        "records of the topics that have not been read yet",
                        tags,
                        state,
                        DeliveryState::lag),
                gauge(
                        "hookline.delivery.in.memory",
                        "events read and not finished",
                        tags,
                        state,
                        DeliveryState::inMemory),
                gauge(
                        "hookline.delivery.parked.subjects",
                        "subjects with events waiting, of this replica's partitions",
                        tags,
                        state,
                        DeliveryState::parkedSubjects),
                gauge(
                        "hookline.delivery.waiting",
                        "events waiting in the database, of all replicas",
                        tags,
                        state,
                        DeliveryState::waiting),
                gauge(
                        "hookline.delivery.waiting.age.seconds",
                        "how long the oldest of them has been waiting",
                        tags,
                        state,
                        DeliveryState::waitingAgeSeconds));
    }

    void hide(List<Meter.Id> shown) {
        shown.forEach(metrics::remove);
    }

    private Meter.Id gauge(
            String name,
            String description,
            Tags tags,
            DeliveryState state,
            ToDoubleFunction<DeliveryState> value) {
        return Gauge.builder(name, state, value)
                .description(description)
                .tags(tags)
                .register(metrics)
                .getId();
    }
}
