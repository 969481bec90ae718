package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.context.PluginContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginServerTest {

    private static final String SAVE = "content:beforeSave";
    private static final String BODY =
            """
            {"event": {"content": {"title": "A", "slug": "a"}, "collection": "posts", "isNew": true},
             "context": {"pluginId": "sample", "hook": "content:beforeSave", "requestId": "r-1",
                         "actor": {"id": "u-1", "name": "Uma", "roles": ["editor"]},
                         "attempt": 2, "site": {"name": "Site"}, "newerMember": 1}}
            """;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    private final PluginServer server =
            Plugin.named("sample")
                    .version("2.1.0")
                    .displayName("Sample")
                    .capability("content:write")
                    .on(
                            SAVE,
                            options ->
                                    options.priority(50)
                                            .timeout(Duration.ofSeconds(2))
                                            .dependsOn("other")
                                            .continueOnError()
                                            .match("collection", "posts", "pages"),
                            PluginServerTest::shout)
                    .on("content:beforeDelete", (event, ctx) -> Answer.value(false))
                    .on("content:afterSave", (event, ctx) -> Answer.keep())
                    .on("media:beforeUpload", (event, ctx) -> Answer.reject("no files today"))
                    .on(
                            "email:beforeSend",
                            (event, ctx) -> {
                                throw new Rejection("no mail today");
                            })
                    .on(
                            "cron",
                            (event, ctx) -> {
                                throw new IllegalStateException("secret detail");
                            })
                    .on("content:afterPublish", this::slow)
                    .page("/echo", (query, ctx) -> query)
                    .start(PluginEnvironment.unconfigured());
    private final PluginClient client = new PluginClient(server);

    @AfterEach
    void stop() {
        leave.countDown();
        client.close();
        server.close();
    }

    @Test
    void servesItsManifest() throws Exception {
        var manifest = client.get("/.well-known/hookline-plugin.json").json();

        assertThat(manifest.path("id").asText()).isEqualTo("sample");
        assertThat(manifest.path("version").asText()).isEqualTo("2.1.0");
        assertThat(manifest.path("name").asText()).isEqualTo("Sample");
        assertThat(manifest.path("endpoint").asText())
                .isEqualTo("http://127.0.0.1:" + server.port());
        assertThat(manifest.path("capabilities")).hasToString("[\"content:write\"]");
        assertThat(manifest.at("/hooks/content:beforeSave"))
                .hasToString(
                        "{\"priority\":50,\"timeout\":2000,\"dependencies\":[\"other\"],"
                                + "\"errorPolicy\":\"continue\","
                                + "\"match\":{\"collection\":[\"posts\",\"pages\"]}}");
        assertThat(manifest.at("/hooks/content:afterSave")).hasToString("{}");
    }

    @Test
    void answersAValue() throws Exception {
        var answer = client.hook(SAVE, BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.json())
                .hasToString("{\"value\":{\"title\":\"A by Uma, 2\",\"slug\":\"a\"}}");
        assertThat(client.hook("content:beforeDelete", BODY).body()).isEqualTo("{\"value\":false}");
    }

    @Test
    void answersVoidWithoutABody() {
        var answer = client.hook("content:afterSave", BODY);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void rejectsWithAProblemDocumentThatHasTheReason() throws Exception {
        var returned = client.hook("media:beforeUpload", BODY);
        var thrown = client.hook("email:beforeSend", BODY);

        assertThat(returned.status()).isEqualTo(422);
        assertThat(returned.type()).isEqualTo("application/problem+json");
        assertThat(returned.json().path("detail").asText()).isEqualTo("no files today");
        assertThat(returned.json().path("status").asInt()).isEqualTo(422);
        assertThat(thrown.status()).isEqualTo(422);
        assertThat(thrown.json().path("detail").asText()).isEqualTo("no mail today");
    }

    @Test
    void keepsTheDetailOfAFailureToItself() {
        var answer = client.hook("cron", BODY);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret detail");
    }

    @Test
    void refusesWhatItCannotRead() {
        for (var body : new String[] {"", "{", "[]", "{\"event\": 1}", BODY + "{}"}) {
            var answer = client.hook(SAVE, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.type()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void refusesABodyOverTheLimit() {
        var answer = client.hook(SAVE, "{\"event\": \"" + "x".repeat(4 * 1024 * 1024) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void refusesUnknownHooksPagesAndMethods() {
        assertThat(client.hook("content:afterDelete", BODY).status()).isEqualTo(404);
        assertThat(client.get("/elsewhere").status()).isEqualTo(404);
        assertThat(client.get("/hook/" + SAVE).status()).isEqualTo(405);
    }

    @Test
    void servesPagesAndItsHealth() {
        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(client.get("/echo?a=1&b=%26+%C3%A9").body())
                .isEqualTo("{\"a\":\"1\",\"b\":\"& é\"}");
    }

    @Test
    void finishesACallInFlightBeforeItStops() throws Exception {
        var call = client.hookLater("content:afterPublish", BODY);
        entered.await();
        var stopping = Thread.startVirtualThread(server::close);
        leave.countDown();

        assertThat(call.get().status()).isEqualTo(204);
        stopping.join();
        var late = client.send(HttpRequest.newBuilder(server.url().resolve("/health")).build());
        assertThat(late)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
    }

    @Test
    void announcesTheAddressThatItsOperatorGave() throws Exception {
        var environment =
                PluginEnvironment.of(Map.of("HOOKLINE_PLUGIN_URL", "http://plugin.example:9000"));
        try (var relayed = Plugin.named("p").start(environment)) {
            assertThat(relayed.url()).isEqualTo(URI.create("http://plugin.example:9000"));
        }
    }

    private static Answer shout(HookEvent event, PluginContext ctx) {
        var content = event.content();
        var actor = event.context().actor();
        content.put("title", "A by " + actor.name() + ", " + event.context().attempt());
        return Answer.value(content);
    }

    private Answer slow(HookEvent event, PluginContext ctx) throws InterruptedException {
        entered.countDown();
        leave.await();
        return Answer.keep();
    }
}
