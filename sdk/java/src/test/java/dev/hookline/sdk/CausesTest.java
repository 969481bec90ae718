package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesTest {

    private static final String BODY =
            """
            {"event": {"content": {"id": "e1"}, "collection": "posts"},
             "context": {"cause": "chain-7", "site": {"name": "S", "url": "https://example.org", "locale": "en"}}}
            """;

    @TempDir Path directory;

    @Test
    void passesTheCauseOfAHookCallOnWithWhatItsHandlerAsks() throws Exception {
        var installed = directory.resolve("credentials.json");
        try (var gateway = new FakeGateway();
                var server = plugin().start(environment(gateway, installed));
                var client = new PluginClient(server)) {
            Files.writeString(
                    installed,
                    "{\"pluginId\": \"sample\", \"token\": \"t\", \"signingSecrets\":"
                            + " [\""
                            + PluginClient.SECRET
                            + "\"]}");
            gateway.on("PUT /kv/site", 204, "").on("POST /log", 204, "");

            var answer = client.signedNow("content:afterSave", BODY);

            assertThat(answer.status()).isEqualTo(204);
            var call = gateway.next();
            assertThat(call.header("hookline-cause")).isEqualTo("chain-7");
            assertThat(call.body()).contains("https://example.org/posts");
            assertThat(gateway.next().header("hookline-cause")).isEqualTo("chain-7");
            server.context().kv().delete("site");
            assertThat(gateway.next().header("hookline-cause")).isEmpty();
        }
    }

    private static Plugin plugin() {
        return Plugin.named("sample")
                .listen(
                        "content:afterSave",
                        (event, ctx) -> {
                            ctx.kv().set("site", ctx.url("/posts"));
                            ctx.log().info("noted");
                        });
    }

    private static PluginEnvironment environment(FakeGateway gateway, Path installed) {
        return PluginEnvironment.of(
                Map.of(
                        "HOOKLINE_CREDENTIALS_FILE", installed.toString(),
                        "HOOKLINE_GATEWAY_URL", gateway.url().toString()));
    }
}
