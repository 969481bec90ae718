package dev.hookline.benchmarks.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.benchmarks.figure.Figures;
import dev.hookline.benchmarks.load.Clients;
import dev.hookline.benchmarks.load.HttpConnection;
import dev.hookline.benchmarks.plugin.PluginServer;
import dev.hookline.benchmarks.stack.MeasuredStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * New entries of two fields, in a collection that no plugin cares for and in one for which three
 * plugins are asked one after the other; each returns the content that it was given.
 */
public final class SaveScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = "A paragraph of ordinary length. ".repeat(10);
    private static final double MICROS = 1_000.0;
    private static final int CREATED = 201;
    private static final Duration WARM_UP_ROUND = Duration.ofMillis(500);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);

    private final MeasuredStack stack;
    private final Figures figures;
    private final AtomicInteger runs = new AtomicInteger();

    /** One kind of save. */
    private record Kind(String collection, int clients) {

        int hooks() {
            return collection.equals("guarded") ? HOOKS : 0;
        }

        String title() {
            return "save, %d before-hooks, %d client%s"
                    .formatted(hooks(), clients, clients == 1 ? "" : "s");
        }
    }

    private static final int HOOKS = 3;
    private static final List<Kind> KINDS =
            List.of(
                    new Kind("plain", 1),
                    new Kind("plain", 4),
                    new Kind("guarded", 1),
                    new Kind("guarded", 4));

    public SaveScenario(MeasuredStack stack, Figures figures) {
        this.stack = stack;
        this.figures = figures;
    }

    public void run(Effort effort) throws IOException, InterruptedException {
        figures.aim(new Kind("plain", 4).title(), "saves", "/s", "≥ 1000");
        figures.aim(new Kind("guarded", 4).title(), "saves", "/s", "≥ 730");
        for (var collection : List.of("plain", "guarded")) {
            stack.content().post("/api/v1/collections", definitionOf(collection)).expecting(201);
        }
        try (var plugin = PluginServer.start(SaveScenario::sameContent)) {
            for (int i = 1; i <= HOOKS; i++) {
                stack.gateway().post("/api/v1/plugins", manifest(plugin, i)).expecting(201);
            }
            awaitHooks();
            for (var kind : KINDS) {
                warmUp(kind, effort.warmUpSaves());
            }
            for (int i = 0; i < effort.repetitions(); i++) {
                for (var kind : KINDS) {
                    measure(kind, effort.saves());
                }
            }
            for (int i = 1; i <= HOOKS; i++) {
                stack.gateway().delete("/api/v1/plugins/guard-" + i).expecting(204);
            }
        }
    }

    private void warmUp(Kind kind, int saves) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        for (int saved = 0; saved < saves && System.nanoTime() < end; ) {
            saved += save(kind, WARM_UP_ROUND).latencies().count();
        }
    }

    private void measure(Kind kind, Duration duration) throws IOException, InterruptedException {
        var gateway = stack.cpuOf(ServiceDefinition.GATEWAY);
        var content = stack.cpuOf(ServiceDefinition.CONTENT);
        var outcome = save(kind, duration);
        int count = outcome.latencies().count();
        figures.add(kind.title(), "saves", "/s", outcome.perSecond());
        figures.add(kind.title(), "latency p50", "ms", outcome.latencies().percentile(0.50));
        figures.add(kind.title(), "latency p95", "ms", outcome.latencies().percentile(0.95));
        figures.add(kind.title(), "latency p99", "ms", outcome.latencies().percentile(0.99));
        figures.add(
                kind.title(),
                "processor of content",
                "µs/save",
                microsSince(content, stack.cpuOf(ServiceDefinition.CONTENT)) / count);
        if (kind.hooks() > 0) {
            figures.add(
                    kind.title(),
                    "processor of gateway",
                    "µs/save",
                    microsSince(gateway, stack.cpuOf(ServiceDefinition.GATEWAY)) / count);
        }
    }

    private static double microsSince(Duration before, Duration after) {
        return after.minus(before).toNanos() / MICROS;
    }

    private Clients.Outcome save(Kind kind, Duration duration)
            throws IOException, InterruptedException {
        int run = runs.incrementAndGet();
        return Clients.run(
                kind.clients(),
                duration,
                number -> new Saver(kind.collection(), "Entry " + run + "-" + number));
    }

    /** A change of plugins takes a moment to reach content-service: wait until a hook is called. */
    private void awaitHooks() throws IOException {
        for (var kind : KINDS) {
            try (var saver = new Saver(kind.collection(), "First of " + kind.clients())) {
                saver.send();
            }
        }
    }

    private static byte[] sameContent(byte[] call) throws IOException {
        var content = JSON.readTree(call).at("/event/content");
        return JSON.writeValueAsBytes(Map.of("value", content));
    }

    private static Map<String, Object> definitionOf(String collection) {
        return Map.of(
                "name",
                collection,
                "fields",
                List.of(
                        Map.of("name", "title", "type", "string", "required", true),
                        Map.of("name", "body", "type", "text")));
    }

    private static Map<String, Object> manifest(PluginServer plugin, int number) {
        return Map.of(
                "id",
                "guard-" + number,
                "version",
                "1.0.0",
                "endpoint",
                plugin.url().toString(),
                "hooks",
                Map.of(
                        "content:beforeSave",
                        Map.of(
                                "priority",
                                number,
                                "match",
                                Map.of("collection", List.of("guarded")))));
    }

    private final class Saver implements Clients.Client {

        private final HttpConnection connection;
        private final String path;
        private final String prefix;
        private int count;

        Saver(String collection, String prefix) throws IOException {
            connection = new HttpConnection(stack.contentUrl(), stack.token());
            path = "/api/v1/content/" + collection;
            this.prefix = prefix;
        }

        @Override
        public void send() throws IOException {
            ObjectNode body = JSON.createObjectNode();
            body.putObject("data").put("title", prefix + " " + ++count).put("body", BODY);
            var answer = connection.post(path, JSON.writeValueAsBytes(body));
            if (answer.status() != CREATED) {
                throw new IOException(
                        "a save was answered "
                                + answer.status()
                                + ": "
                                + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
