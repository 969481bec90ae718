package dev.hookline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginFixtureTest {

    private static final String HOOK = "content:beforeSave";

    private final PluginFixture plugin = PluginFixture.start("sample");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        plugin.close();
        client.close();
    }

    @Test
    void servesItsManifest() throws Exception {
        plugin.hook(HOOK, Map.of("timeout", 500), PluginBehaviour.keep())
                .manifest("capabilities", new String[] {"content:write"});

        var manifest = new ObjectMapper().readTree(get("/.well-known/hookline-plugin.json").body());

        assertThat(manifest.path("id").asText()).isEqualTo("sample");
        assertThat(manifest.path("endpoint").asText()).isEqualTo(plugin.url().toString());
        assertThat(manifest.at("/hooks/content:beforeSave/timeout").asInt()).isEqualTo(500);
        assertThat(manifest.at("/capabilities/0").asText()).isEqualTo("content:write");
    }

    @Test
    void answersAValueAndRecordsTheCall() throws Exception {
        plugin.hook(HOOK, PluginBehaviour.valueOf(call -> call.event().path("content")));

        var answer =
                call("{\"event\":{\"content\":{\"title\":\"A\"}},\"context\":{\"hook\":\"h\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"value\":{\"title\":\"A\"}}");
        var recorded = plugin.calls(HOOK).getFirst();
        assertThat(recorded.header("X-SENT")).contains("yes");
        assertThat(recorded.context().path("hook").asText()).isEqualTo("h");
    }

    @Test
    void rejectsWithAProblemDocument() throws Exception {
        plugin.hook(HOOK, PluginBehaviour.reject("no"));

        var answer = call("{}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":\"no\"");
    }

    @Test
    void behavesInTurn() throws Exception {
        plugin.hook(
                HOOK,
                PluginBehaviour.inTurn(
                        PluginBehaviour.status(503, Map.of("Retry-After", "2")),
                        PluginBehaviour.keep()));

        assertThat(call("{}").headers().firstValue("retry-after")).contains("2");
        assertThat(call("{}").statusCode()).isEqualTo(204);
        assertThat(call("{}").statusCode()).isEqualTo(204);
    }

    @Test
    void misbehavesOnTheWire() throws Exception {
        plugin.hook(HOOK, PluginBehaviour.oversized());
        assertThat(call("{}").body()).hasSizeGreaterThan(10 * 1024 * 1024);

        plugin.answer(HOOK, PluginBehaviour.redirect(URI.create("http://127.0.0.1:1/")));
        assertThat(call("{}").statusCode()).isEqualTo(307);

        plugin.answer(HOOK, PluginBehaviour.closeConnection());
        assertThatThrownBy(() -> call("{}")).isInstanceOf(IOException.class);

        plugin.answer(HOOK, PluginBehaviour.drip());
        var dripping = client.sendAsync(request("{}"), HttpResponse.BodyHandlers.ofString());
        assertThatThrownBy(() -> dripping.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        dripping.cancel(true);
    }

    @Test
    void hangsUntilReleased() {
        plugin.hook(HOOK, PluginBehaviour.hang());

        var hanging = client.sendAsync(request("{}"), HttpResponse.BodyHandlers.ofString());
        plugin.awaitCalls(HOOK, 1);
        assertThat(hanging).isNotDone();
        plugin.release();

        assertThat(hanging).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void answersManyCallsAtOnce() {
        plugin.hook(HOOK, PluginBehaviour.after(Duration.ofMillis(200), PluginBehaviour.keep()));

        var answers =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                client.sendAsync(
                                        request("{}"), HttpResponse.BodyHandlers.ofString()))
                        .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(answers)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(plugin.calls(HOOK)).hasSize(100);
    }

    private HttpResponse<String> call(String body) throws IOException, InterruptedException {
        return client.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(plugin.url().resolve("/hook/" + HOOK))
                .header("x-sent", "yes")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(plugin.url().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
