package dev.hookline.plugins.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.sdk.HookActor;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLogPluginTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final HookActor UMA = new HookActor("u1", "Uma", List.of("editor"));
    private static final Map<String, Object> ENTRY =
            Map.of("content", Map.of("id", "e1"), "collection", "posts");

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestGateway gateway = TestGateway.start();
    private PluginServer plugin;
    private HookCaller caller;

    @BeforeEach
    void start() {
        startAt(NOW);
    }

    @AfterEach
    void stop() {
        stopPlugin();
        gateway.close();
        client.close();
    }

    @Test
    void recordsWhatHappenedNewestFirst() throws Exception {
        caller.call("content:afterSave", with("isNew", true), "1");
        restartAt(NOW.plusMillis(1));
        caller.call("content:afterPublish", ENTRY, "2");
        restartAt(NOW.plusSeconds(1));
        caller.as(null)
                .call(
                        "content:afterDelete",
                        Map.of("id", "e1", "collection", "posts", "permanent", false),
                        "3");

        var items = log("?limit=2");

        assertThat(items).hasSize(2);
        assertThat(items.get(0))
                .hasToString(
                        "{\"eventId\":\"3\",\"hook\":\"content:afterDelete\","
                                + "\"collection\":\"posts\",\"id\":\"e1\","
                                + "\"at\":\"2026-11-21T10:00:01.000Z\",\"permanent\":false}");
        assertThat(items.get(1).path("eventId").asText()).isEqualTo("2");
        assertThat(items.get(1).at("/actor/name").asText()).isEqualTo("Uma");
        assertThat(log("").get(2).path("isNew").asBoolean()).isTrue();
    }

    @Test
    void recordsAnEventOnceOverRestartsToo() throws Exception {
        caller.call("content:afterSave", ENTRY, "1");
        caller.call("content:afterSave", ENTRY, "1");
        restartAt(NOW);
        caller.call("content:afterSave", ENTRY, "1");

        assertThat(log("")).hasSize(1);
    }

    @Test
    void doesNotAcknowledgeWhatIsNotRecorded() {
        gateway.answering("PUT", "storage/entries/1", 503, Map.of("title", "not now"));

        assertThat(caller.call("content:afterSave", ENTRY, "1").status()).isEqualTo(500);
    }

    @Test
    void makesRoomWhenItsStorageIsFull() {
        caller.call("content:afterSave", ENTRY, "old");
        var full = Map.of("type", "urn:hookline:problem:quota-exceeded");
        gateway.answering("PUT", "storage/entries/new", 429, full);

        caller.call("content:afterSave", ENTRY, "new");

        assertThat(gateway.documents("entries")).isEmpty();
        assertThat(gateway.received())
                .filteredOn(call -> call.path().equals("storage/entries/new"))
                .hasSize(2);
    }

    @Test
    void refusesALimitThatIsNoneOfItsOwn() throws Exception {
        for (var limit : new String[] {"0", "-1", "x", "1001", ""}) {
            assertThat(get("/log?limit=" + limit).statusCode()).as(limit).isEqualTo(400);
        }
        assertThat(get("/log?limit=1000").statusCode()).isEqualTo(200);
    }

    private void restartAt(Instant time) {
        stopPlugin();
        startAt(time);
    }

    private void startAt(Instant time) {
        plugin =
                AuditLogPlugin.plugin(Clock.fixed(time, ZoneOffset.UTC))
                        .start(PluginEnvironment.of(gateway.environment()));
        caller = gateway.caller(plugin.url()).as(UMA);
    }

    private void stopPlugin() {
        caller.close();
        plugin.close();
    }

    private JsonNode log(String query) throws Exception {
        return new ObjectMapper().readTree(get("/log" + query).body()).path("items");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(plugin.url().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Object> with(String member, Object value) {
        var event = new java.util.HashMap<>(ENTRY);
        event.put(member, value);
        return event;
    }
}
