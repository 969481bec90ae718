package dev.hookline.plugins.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogPluginTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ENTRY =
            "{\"content\": {\"id\": \"e1\"}, \"collection\": \"posts\"}";

    @TempDir Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private AuditLog log;
    private PluginServer plugin;

    @BeforeEach
    void start() throws Exception {
        log = AuditLog.open(file());
        plugin =
                new AuditLogPlugin(log, Clock.fixed(NOW, ZoneOffset.UTC))
                        .plugin()
                        .start(PluginEnvironment.unconfigured());
    }

    @AfterEach
    void stop() throws Exception {
        plugin.close();
        log.close();
    }

    @Test
    void recordsWhatHappenedNewestFirst() throws Exception {
        call("content:afterSave", "1", ENTRY.replace("}, ", "}, \"isNew\": true, "));
        call("content:afterPublish", "2", ENTRY);
        call(
                "content:afterDelete",
                "3",
                "{\"id\": \"e1\", \"collection\": \"posts\", \"permanent\": false}");

        var items = log("?limit=2");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("eventId").asText()).isEqualTo("3");
        assertThat(items.get(0).path("permanent").asBoolean(true)).isFalse();
        assertThat(items.get(1).path("hook").asText()).isEqualTo("content:afterPublish");
        assertThat(log("").get(2))
                .hasToString(
                        "{\"eventId\":\"1\",\"hook\":\"content:afterSave\",\"collection\":\"posts\","
                            + "\"id\":\"e1\",\"at\":\"2026-11-21T10:00:00Z\","
                            + "\"actor\":{\"id\":\"u1\",\"name\":\"Uma\",\"roles\":[\"editor\"]},"
                            + "\"isNew\":true}");
    }

    @Test
    void dropsADuplicateAlsoAfterARestart() throws Exception {
        call("content:afterSave", "1", ENTRY);
        assertThat(call("content:afterSave", "1", ENTRY)).isEqualTo(204);
        restart();
        assertThat(call("content:afterSave", "1", ENTRY)).isEqualTo(204);

        assertThat(log("")).hasSize(1);
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void recordsAnEventAgainThatAKilledProcessHadHalfWritten() throws Exception {
        call("content:afterSave", "1", ENTRY);
        Files.write(file(), new byte[] {'{', '"', (byte) 0xC3}, StandardOpenOption.APPEND);
        restart();
        assertThat(log("")).hasSize(1);

        call("content:afterSave", "2", ENTRY);

        assertThat(Files.readAllLines(file())).hasSize(2).last().asString().endsWith("}");
        restart();
        assertThat(log("")).hasSize(2);
    }

    @Test
    void refusesABadLimitAndAnEventWithoutId() throws Exception {
        for (var limit : new String[] {"0", "-1", "x", "1001", ""}) {
            assertThat(get("/log?limit=" + limit).statusCode()).as(limit).isEqualTo(400);
        }
        assertThat(call("content:afterSave", "", ENTRY)).isEqualTo(500);
        assertThat(log("")).isEmpty();
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private int call(String hook, String eventId, String event) throws Exception {
        var context = "{\"actor\": {\"id\": \"u1\", \"name\": \"Uma\", \"roles\": [\"editor\"]}}";
        var body = "{\"event\": " + event + ", \"context\": " + context + "}";
        var request =
                HttpRequest.newBuilder(plugin.url().resolve("/hook/" + hook))
                        .header("webhook-id", eventId)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private JsonNode log(String query) throws Exception {
        return new ObjectMapper().readTree(get("/log" + query).body()).path("items");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = plugin.url().resolve(path);
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Path file() {
        return directory.resolve("audit/log.jsonl");
    }
}
