package dev.hookline.benchmarks.scenario;

import dev.hookline.benchmarks.figure.Figures;
import dev.hookline.benchmarks.load.Clients;
import dev.hookline.benchmarks.load.HttpConnection;
import dev.hookline.benchmarks.plugin.PluginServer;
import dev.hookline.benchmarks.stack.MeasuredStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Pages of one entry: from the cache, and rendered for each request because two plugins, one with
 * metadata and one with fragments, say that their answers may not be used again. With a few entries
 * in the database, and with a hundred thousand.
 */
public final class PageScenario {

    private static final String COLLECTION = "articles";
    private static final String PATH = "/" + COLLECTION + "/measured";
    private static final String BODY = "A paragraph with *some* **Markdown** in it.\n\n".repeat(10);
    private static final int ENTRIES = 100_000;
    private static final int OK = 200;
    private static final double MICROS = 1_000.0;
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private static final Map<String, String> ANSWERS =
            Map.of(
                    "page:metadata",
                    "{\"maxAge\": 0, \"value\": {\"kind\": \"meta\", \"name\": \"author\","
                            + " \"content\": \"Ada\"}}",
                    "page:fragments",
                    "{\"maxAge\": 0, \"value\": {\"kind\": \"inline-script\", \"placement\":"
                            + " \"head\", \"code\": \"f()\"}}");

    private static final String FILL =
            """
            INSERT INTO entry (collection, id, slug, status, data, version, revision, author_id,
                created_at, updated_at, live_slug, live_data, live_revision, live_version,
                live_updated_at, published_at)
            SELECT collection, id || '-' || n, slug || '-' || n, status, data, version, revision,
                author_id, created_at, updated_at, live_slug || '-' || n, live_data, live_revision,
                live_version, live_updated_at, published_at - n * interval '1 minute'
            FROM entry, generate_series(1, %d) n
            WHERE collection = '%s' AND id = 'measured'
            """
                    .formatted(ENTRIES, COLLECTION);

    private final MeasuredStack stack;
    private final Figures figures;

    public PageScenario(MeasuredStack stack, Figures figures) {
        this.stack = stack;
        this.figures = figures;
    }

    public void run(Effort effort) throws IOException, InterruptedException, SQLException {
        figures.aim("page in the cache", "processor of content", "µs/page", "≤ 1500");
        figures.aim("page, rendered with 2 plugins", "latency p50", "ms", "< 25");
        publish();
        round("", effort);
        fill();
        round(", %d entries".formatted(ENTRIES), effort);
    }

    private void round(String suffix, Effort effort) throws IOException, InterruptedException {
        measure("page in the cache" + suffix, 4, PATH, effort);
        measure("list in the cache" + suffix, 4, "/" + COLLECTION, effort);
        try (var plugin = PluginServer.start(PageScenario::answer)) {
            for (var hook : ANSWERS.keySet()) {
                stack.gateway()
                        .post("/api/v1/plugins?trusted=true", manifest(plugin, hook))
                        .expecting(201);
            }
            measure("page, rendered with 2 plugins" + suffix, 1, PATH, effort);
            for (var hook : ANSWERS.keySet()) {
                stack.gateway().delete("/api/v1/plugins/" + idOf(hook)).expecting(204);
            }
        }
    }

    private void measure(String title, int clients, String path, Effort effort)
            throws IOException, InterruptedException {
        read(clients, path, WARM_UP.compareTo(effort.saves()) < 0 ? WARM_UP : effort.saves());
        for (int i = 0; i < effort.repetitions(); i++) {
            var before = stack.cpuOf(ServiceDefinition.CONTENT);
            var outcome = read(clients, path, effort.saves());
            var spent = stack.cpuOf(ServiceDefinition.CONTENT).minus(before).toNanos() / MICROS;
            figures.add(title, "pages", "/s", outcome.perSecond());
            figures.add(title, "latency p50", "ms", outcome.latencies().percentile(0.50));
            figures.add(title, "latency p95", "ms", outcome.latencies().percentile(0.95));
            figures.add(
                    title, "processor of content", "µs/page", spent / outcome.latencies().count());
        }
    }

    private Clients.Outcome read(int clients, String path, Duration duration)
            throws IOException, InterruptedException {
        return Clients.run(clients, duration, number -> new Reader(path));
    }

    private void publish() {
        stack.content()
                .post(
                        "/api/v1/collections",
                        Map.of(
                                "name",
                                COLLECTION,
                                "fields",
                                List.of(
                                        Map.of("name", "title", "type", "string"),
                                        Map.of("name", "body", "type", "text"))))
                .expecting(201);
        stack.content()
                .post(
                        "/api/v1/content/" + COLLECTION,
                        Map.of(
                                "id", "measured",
                                "slug", "measured",
                                "data", Map.of("title", "Measured", "body", BODY)))
                .expecting(201);
        stack.content().post("/api/v1/content/" + COLLECTION + "/measured/publish").expecting(OK);
    }

    private void fill() throws SQLException {
        var login = stack.contentDatabase();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute("ANALYZE entry");
        }
    }

    private static byte[] answer(byte[] call) {
        var text = new String(call, StandardCharsets.UTF_8);
        var hook = text.contains("\"page:fragments\"") ? "page:fragments" : "page:metadata";
        return ANSWERS.getOrDefault(hook, "{}").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> manifest(PluginServer plugin, String hook) {
        return Map.of(
                "id", idOf(hook),
                "version", "1.0.0",
                "endpoint", plugin.url().toString(),
                "hooks", Map.of(hook, Map.of()));
    }

    private static String idOf(String hook) {
        return hook.replace(':', '-');
    }

    private final class Reader implements Clients.Client {

        private final HttpConnection connection;
        private final String path;

        Reader(String path) throws IOException {
            this.connection = new HttpConnection(stack.contentUrl(), "");
            this.path = path;
        }

        @Override
        public void send() throws IOException {
            var answer = connection.get(path);
            if (answer.status() != OK) {
                throw new IOException("a page was answered " + answer.status());
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
