package dev.hookline.benchmarks.scenario;

import dev.hookline.benchmarks.figure.Figures;
import dev.hookline.benchmarks.plugin.DeliveryLedger;
import dev.hookline.benchmarks.plugin.EventNumber;
import dev.hookline.benchmarks.plugin.PluginServer;
import dev.hookline.benchmarks.stack.MeasuredStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * After-hook events, written to the topic faster than anybody takes them, pushed to one plugin. The
 * plugin notes what is lost, repeated, out of order or not awaited.
 */
public final class PushScenario {

    private static final int CONCURRENCY = 256;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final byte[] VOID = {};

    private final MeasuredStack stack;
    private final Figures figures;

    /** A plugin and what is sent to it. */
    private record Kind(String id, int subjects, Duration handling, String title, String aim) {}

    public PushScenario(MeasuredStack stack, Figures figures) {
        this.stack = stack;
        this.figures = figures;
    }

    public void run(Effort effort) throws IOException, InterruptedException {
        var instant =
                new Kind(
                        "instant",
                        1_000,
                        Duration.ZERO,
                        "push, instant plugin, 1000 subjects",
                        "≥ 12000");
        var slow =
                new Kind(
                        "slow",
                        500,
                        Duration.ofMillis(20),
                        "push, plugin takes 20 ms, 500 subjects",
                        "≥ 2500");
        measure(instant, effort.instantEvents(), effort.repetitions());
        measure(slow, effort.slowEvents(), effort.repetitions());
    }

    private void measure(Kind kind, int events, int repetitions)
            throws IOException, InterruptedException {
        figures.aim(kind.title(), "deliveries", "/s", kind.aim());
        var current = new AtomicReference<>(new DeliveryLedger(kind.subjects(), 0));
        try (var plugin =
                        PluginServer.start(
                                call -> handle(kind, Objects.requireNonNull(current.get()), call));
                var publisher = new EventPublisher(stack.bootstrapServers())) {
            stack.gateway().post("/api/v1/plugins", manifest(kind, plugin)).expecting(201);
            // The first repetition warms up and finds the plugin's consumers joining.
            for (int i = 0; i <= repetitions; i++) {
                var ledger = new DeliveryLedger(kind.subjects(), events);
                current.set(ledger);
                var before = stack.cpuOf(ServiceDefinition.GATEWAY);
                publisher.publish(kind.subjects(), events);
                boolean complete = ledger.await(LONGEST);
                var cpu = stack.cpuOf(ServiceDefinition.GATEWAY).minus(before);
                if (i > 0) {
                    figures.add(kind.title(), "deliveries", "/s", ledger.perSecond());
                    figures.add(
                            kind.title(),
                            "processor of gateway",
                            "µs/event",
                            cpu.toNanos() / 1_000.0 / events);
                    figures.add(kind.title(), "repeated", "", ledger.repeated());
                }
                report(kind, ledger);
                if (!complete) {
                    break;
                }
            }
            stack.gateway().delete("/api/v1/plugins/" + kind.id()).expecting(204);
        }
    }

    private void report(Kind kind, DeliveryLedger ledger) {
        if (ledger.missing() > 0) {
            figures.fault(
                    "%s: %d events did not arrive within %d s"
                            .formatted(kind.title(), ledger.missing(), LONGEST.toSeconds()));
        }
        if (ledger.outOfOrder() > 0) {
            figures.fault(
                    "%s: %d events overtook one of their subject"
                            .formatted(kind.title(), ledger.outOfOrder()));
        }
        if (ledger.overlapping() > 0) {
            figures.fault(
                    "%s: %d events did not wait for the one before of their subject"
                            .formatted(kind.title(), ledger.overlapping()));
        }
    }

    private static byte[] handle(Kind kind, DeliveryLedger ledger, byte[] call)
            throws InterruptedException {
        var event = EventNumber.in(call);
        ledger.begin(event.subject(), event.number());
        if (!kind.handling().isZero()) {
            Thread.sleep(kind.handling());
        }
        ledger.end(event.subject(), event.number());
        return VOID;
    }

    private static Map<String, Object> manifest(Kind kind, PluginServer plugin) {
        return Map.of(
                "id",
                kind.id(),
                "version",
                "1.0.0",
                "endpoint",
                plugin.url().toString(),
                "concurrency",
                CONCURRENCY,
                "hooks",
                List.of("content:afterSave"));
    }
}
