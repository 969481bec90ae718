package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.context.PluginContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCallsTest {

    private static final String HOOK = "content:afterSave";
    private static final String BODY = "{\"event\": {\"content\": {\"title\": \"Ärger\"}}}";
    private static final String FIRST = secret("the first secret, 24 bytes");
    private static final String SECOND = secret("the second secret, 24 byte");

    @TempDir Path directory;

    private final List<String> handled = new ArrayList<>();
    private PluginServer server;
    private PluginClient client;

    @BeforeEach
    void start() {
        var environment =
                PluginEnvironment.of(
                        Map.of("HOOKLINE_CREDENTIALS_FILE", credentialsFile().toString()));
        server = Plugin.named("sample").on(HOOK, this::handle).start(environment);
        client = new PluginClient(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void refusesEveryCallWhileThereAreNoCredentials() throws Exception {
        assertThat(call(FIRST)).isEqualTo(503);
        assertThat(client.hook(HOOK, BODY).status()).isEqualTo(503);
        assertThat(client.get("/.well-known/hookline-plugin.json").status()).isEqualTo(200);
        assertThat(handled).isEmpty();
    }

    @Test
    void acceptsASignedCallOnceItIsInstalled() throws Exception {
        assertThat(call(FIRST)).isEqualTo(503);
        install(FIRST);

        assertThat(call(FIRST)).isEqualTo(204);
        assertThat(handled).containsExactly("event-1");
    }

    @Test
    void acceptsBothSecretsDuringARotationAndTheNewOneAfterwards() throws Exception {
        install(FIRST, SECOND);
        assertThat(call(FIRST)).isEqualTo(204);
        assertThat(call(SECOND)).isEqualTo(204);

        install(SECOND);
        assertThat(call(FIRST)).isEqualTo(401);
        assertThat(call(SECOND)).isEqualTo(204);
    }

    @Test
    void refusesWhatIsUnsignedChangedOldOrOfTheFuture() throws Exception {
        install(FIRST);
        var now = Instant.now().getEpochSecond();

        assertThat(client.hook(HOOK, BODY).status()).isEqualTo(401);
        assertThat(client.signed(HOOK, BODY, SECOND, "event-1", now).status()).isEqualTo(401);
        assertThat(client.signed(HOOK, BODY, FIRST, "event-1", now - 360).status()).isEqualTo(401);
        assertThat(client.signed(HOOK, BODY, FIRST, "event-1", now + 360).status()).isEqualTo(401);
        var signature = new com.standardwebhooks.Webhook(FIRST).sign("event-1", now, BODY);
        var changed =
                client.request(HOOK, BODY.replace("Ärger", "Freude"))
                        .header("webhook-id", "event-1")
                        .header("webhook-timestamp", String.valueOf(now))
                        .header("webhook-signature", signature)
                        .build();
        assertThat(client.send(changed).join().status()).isEqualTo(401);
        assertThat(handled).isEmpty();
    }

    @Test
    void refusesEveryCallWhenTheCredentialsAreDamaged() throws Exception {
        Files.writeString(credentialsFile(), "{\"pluginId\": \"sample\", \"tok");
        assertThat(call(FIRST)).isEqualTo(503);

        Files.writeString(
                credentialsFile(),
                "{\"pluginId\": \"sample\", \"token\": \"t\", \"signingSecrets\": [\"whsec_\"]}");
        assertThat(call(FIRST)).isEqualTo(401);
    }

    private int call(String secret) throws Exception {
        var now = Instant.now().getEpochSecond();
        return client.signed(HOOK, BODY, secret, "event-1", now).status();
    }

    private Answer handle(HookEvent event, PluginContext ctx) {
        handled.add(event.id());
        return Answer.keep();
    }

    private void install(String... secrets) throws Exception {
        var list = List.of(secrets).stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
        var written = directory.resolve("written.json");
        Files.writeString(
                written,
                "{\"pluginId\": \"sample\", \"token\": \"t\", \"signingSecrets\": " + list + "}");
        Files.move(written, credentialsFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Path credentialsFile() {
        return directory.resolve("credentials.json");
    }

    private static String secret(String text) {
        return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes());
    }
}
