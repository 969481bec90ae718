package dev.hookline.plugins.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookAnswer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookMailerTest {

    private static final MailApi API = new MailApi(URI.create("https://mail.example.org/v1/send"));
    private static final Map<String, Object> EVENT =
            Map.of(
                    "id",
                    "m-1",
                    "source",
                    "admin",
                    "message",
                    Map.of(
                            "to", "ann@example.org",
                            "subject", "Grüße",
                            "text", "T",
                            "replyTo", "bob@example.org"));

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            WebhookMailer.plugin(API).start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @BeforeEach
    void giveItTheKey() {
        gateway.kv().put("settings:apiKey", new TextNode("re_123"));
    }

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void postsTheMessageWithTheKeyAndTheIdOfTheMessage() throws IOException {
        answering(200, "{}");

        assertThat(deliver().status()).isEqualTo(204);

        var fetch = gateway.posted("http/fetch").getFirst();
        assertThat(fetch.path("url").asText()).isEqualTo("https://mail.example.org/v1/send");
        assertThat(fetch.path("method").asText()).isEqualTo("POST");
        assertThat(fetch.at("/headers/Authorization").asText()).isEqualTo("Bearer re_123");
        assertThat(fetch.at("/headers/Idempotency-Key").asText()).isEqualTo("m-1");
        assertThat(fetch.at("/headers/Content-Type").asText()).isEqualTo("application/json");
        var posted = body(fetch);
        assertThat(posted.path("to").asText()).isEqualTo("ann@example.org");
        assertThat(posted.path("subject").asText()).isEqualTo("Grüße");
        assertThat(posted.path("text").asText()).isEqualTo("T");
        assertThat(posted.path("reply_to").asText()).isEqualTo("bob@example.org");
        assertThat(posted).hasSize(4);
    }

    @Test
    void addsTheSenderOfItsSettings() throws IOException {
        gateway.kv().put("settings:from", new TextNode("Site <site@example.org>"));
        answering(200, "{}");

        deliver();

        var posted = body(gateway.posted("http/fetch").getFirst());
        assertThat(posted.path("from").asText()).isEqualTo("Site <site@example.org>");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void refusesAMessageThatTheApiWillNeverTake(int status) {
        answering(status, "{\"message\": \"Invalid `to` field\"}");

        var answer = deliver();

        assertThat(answer.isRejection()).isTrue();
        assertThat(answer.reason())
                .isEqualTo("the mail API answered " + status + ": Invalid `to` field");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 409, 429, 500, 503})
    void failsWhenTheApiCanTakeTheMessageLater(int status) {
        answering(status, "not JSON");

        assertThat(deliver().status()).isEqualTo(500);
    }

    @Test
    void failsWhenTheApiCannotBeReached() {
        gateway.answering("POST", "http/fetch", 502, Map.of("status", 502, "title", "fetch"));

        assertThat(deliver().status()).isEqualTo(500);
    }

    @Test
    void withoutAKeyNothingIsPosted() {
        gateway.kv().clear();

        assertThat(deliver().status()).isEqualTo(500);
        assertThat(gateway.posted("http/fetch")).isEmpty();
    }

    @Test
    void anApiHasAHost() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MailApi(URI.create("/send")));
    }

    private HookAnswer deliver() {
        return caller.call("email:deliver", EVENT);
    }

    private void answering(int status, String body) {
        gateway.answering(
                "POST",
                "http/fetch",
                200,
                Map.of("status", status, "headers", Map.of(), "body", body, "url", "x"));
    }

    private static JsonNode body(JsonNode fetch) throws IOException {
        return new ObjectMapper()
                .readTree(Base64.getDecoder().decode(fetch.path("bodyBase64").asText()));
    }
}
