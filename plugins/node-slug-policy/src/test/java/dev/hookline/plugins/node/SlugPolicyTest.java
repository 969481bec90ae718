package dev.hookline.plugins.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledIf(
        value = "dev.hookline.plugins.node.NodeProcess#isInstalled",
        disabledReason = "no Node.js 18 on the PATH")
class SlugPolicyTest {

    private static final String SAVE = "content:beforeSave";
    private static final String ANOTHER_SECRET = "whsec_" + base64("another secret of 24 byte");

    private TestGateway gateway;
    private NodeProcess plugin;
    private HookCaller caller;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start();
        plugin = NodeProcess.start(Path.of("slug-policy.mjs"), gateway.environment());
        caller = gateway.caller(plugin.url());
    }

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Hello  World,hello-world",
        "Ærø & Übermut,aero-ubermut",
        "'  Große Ärzte!',grosse-arzte",
        "plain,plain"
    })
    void makesSlugsPlain(String slug, String expected) {
        var answer = caller.call(SAVE, save(slug));

        assertThat(answer.value()).hasToString("{\"title\":\"T\",\"slug\":\"" + expected + "\"}");
    }

    @Test
    void rejectsASlugOfWhichNothingRemains() {
        var answer = caller.call(SAVE, save("!!!"));

        assertThat(answer.isRejection()).isTrue();
        assertThat(answer.reason()).isEqualTo("A slug needs a letter or a digit");
    }

    @Test
    void leavesContentWithoutASlugAlone() {
        assertThat(caller.call(SAVE, Map.of("content", Map.of(), "collection", "c")).status())
                .isEqualTo(204);
    }

    @Test
    void keepsPinnedEntries() {
        gateway.kv().put("pinned:posts/e1", BooleanNode.TRUE);

        assertThat(delete("e1")).isEqualTo("false");
        assertThat(delete("e2")).isEqualTo("true");
    }

    @Test
    void remembersASlugOnceAndTracksIt() {
        caller.call("content:afterSave", saved("hello"), "event-1");
        caller.call("content:afterSave", saved("hello"), "event-1");
        caller.call("content:afterSave", saved("hello"), "event-2");

        assertThat(gateway.documents("slugs"))
                .hasToString("{posts:hello={\"entry\":\"posts/e1\"}}");
        assertThat(gateway.posted("events"))
                .hasToString(
                        "[{\"name\":\"slug-changed\",\"properties\":"
                                + "{\"entry\":\"posts/e1\",\"slug\":\"hello\"}}]");
    }

    @Test
    void handlesAnEventAgainThatFailed() {
        gateway.answering("PUT", "storage/slugs/posts:hello", 503, Map.of("title", "not now"));

        assertThat(caller.call("content:afterSave", saved("hello"), "event-1").status())
                .isEqualTo(500);
        assertThat(caller.call("content:afterSave", saved("hello"), "event-1").status())
                .isEqualTo(500);
        assertThat(gateway.posted("events")).isEmpty();
    }

    @Test
    void schedulesCountsAndHearsItsOwnEvents() {
        caller.call("content:afterSave", saved("hello"));
        caller.call("plugin:activate", Map.of());
        caller.call("cron", Map.of("name", "weekly-count"));
        caller.call("track_event", Map.of("properties", Map.of("entry", "e", "slug", "s")));

        assertThat(gateway.tasks()).containsOnlyKeys("weekly-count");
        assertThat(gateway.posted("log"))
                .extracting(line -> line.path("message").asText())
                .containsExactly("weekly-count: 1 slugs", "e is now s");
    }

    @Test
    void passesTheCauseOfAHookCallOn() {
        var now = Instant.now().getEpochSecond();
        var body = "{\"event\": {}, \"context\": {\"cause\": \"chain-7\"}}";
        caller.post("plugin:activate", body, "e", now, caller.signature("e", now, body));

        var call = gateway.received().getFirst();
        assertThat(call.request().header("hookline-cause")).contains("chain-7");
    }

    @Test
    void refusesWhatIsUnsignedChangedOldOrOfTheFuture() throws Exception {
        var now = Instant.now().getEpochSecond();
        var body = "{\"event\": {\"content\": {\"slug\": \"Ä\"}}, \"context\": {}}";
        var signature = caller.signature("e", now, body);

        assertThat(status(body, "e", now, signature)).isEqualTo(200);
        assertThat(status(body, "e", now, "v1,AAAA v2,x " + signature)).isEqualTo(200);
        assertThat(status(body.replace("Ä", "B"), "e", now, signature)).isEqualTo(401);
        assertThat(status(body, "f", now, signature)).isEqualTo(401);
        assertThat(status(body, "e", now + 1, signature)).isEqualTo(401);
        assertThat(status(body, "e", now, "v1,AAAA")).isEqualTo(401);
        assertThat(status(body, "e", now, "")).isEqualTo(401);
        assertThat(status(body, "e", now, signature.replace("v1,", ""))).isEqualTo(401);
        for (var away : new long[] {now - 360, now + 360}) {
            assertThat(status(body, "e", away, caller.signature("e", away, body))).isEqualTo(401);
        }
    }

    @Test
    void acceptsBothSecretsDuringARotationWithoutARestart() throws Exception {
        var file = Path.of(gateway.environment().get("HOOKLINE_CREDENTIALS_FILE"));
        var before = Files.readString(file);
        Files.writeString(
                file,
                before.replace(
                        "\"signingSecrets\":[", "\"signingSecrets\":[\"" + ANOTHER_SECRET + "\","));
        assertThat(before).isNotEqualTo(Files.readString(file));
        assertThat(caller.call(SAVE, save("a")).status()).isEqualTo(200);
        assertThat(signedAnew()).isEqualTo(200);

        Files.writeString(
                file, "{\"token\": \"t\", \"signingSecret\": \"" + ANOTHER_SECRET + "\"}");

        assertThat(caller.call(SAVE, save("a")).status()).isEqualTo(401);
        assertThat(signedAnew()).isEqualTo(200);
    }

    @Test
    void putsCallsOffWhileItHasNoCredentials() throws Exception {
        var file = Path.of(gateway.environment().get("HOOKLINE_CREDENTIALS_FILE"));
        var written = Files.readString(file);
        Files.delete(file);
        assertThat(caller.call(SAVE, save("a")).status()).isEqualTo(503);

        Files.writeString(file, written);
        assertThat(caller.call(SAVE, save("a")).status()).isEqualTo(200);
    }

    @Test
    void agreesWithTheNpmPackageOnSignatures() throws Exception {
        var vectors =
                new ProcessBuilder("node", "src/test/js/vectors.mjs")
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(vectors.getInputStream().readAllBytes())).isEqualTo("vectors hold\n");
        assertThat(vectors.waitFor()).isZero();
    }

    @Test
    void servesItsManifestRefusesTheRestAndStopsInGoodOrder() throws Exception {
        var manifest = get("/.well-known/hookline-plugin.json");

        assertThat(manifest).contains("\"id\":\"slug-policy\"", "\"endpoint\":\"" + plugin.url());
        assertThat(caller.call("email:deliver", Map.of()).status()).isEqualTo(404);
        assertThat(caller.call("toString", Map.of()).status()).isEqualTo(404);
        assertThat(plugin.stop()).isZero();
    }

    private int signedAnew() throws Exception {
        var now = Instant.now().getEpochSecond();
        var body = "{\"event\": {\"content\": {\"slug\": \"x\"}}, \"context\": {}}";
        var signature = new com.standardwebhooks.Webhook(ANOTHER_SECRET).sign("e", now, body);
        return status(body, "e", now, signature);
    }

    private int status(String body, String id, long timestamp, String signature) {
        return caller.post(SAVE, body, id, timestamp, signature).status();
    }

    private String delete(String id) {
        return caller.call("content:beforeDelete", Map.of("collection", "posts", "id", id))
                .value()
                .toString();
    }

    private String get(String path) throws IOException {
        try (var answer = URI.create(plugin.url() + path).toURL().openStream()) {
            return new String(answer.readAllBytes());
        }
    }

    private static Map<String, Object> save(String slug) {
        var content = new java.util.LinkedHashMap<String, Object>();
        content.put("title", "T");
        content.put("slug", slug);
        return Map.of("content", content, "collection", "posts", "isNew", true);
    }

    private static Map<String, Object> saved(String slug) {
        var content = Map.of("id", "e1", "slug", slug);
        return Map.of("content", content, "collection", "posts", "isNew", true);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }
}
