package dev.hookline.plugins.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailLoggerTest {

    private static final Map<String, Object> SENT =
            Map.of(
                    "message",
                    Map.of("to", "ann@example.org", "subject", "S", "text", "a secret"),
                    "source",
                    "admin");

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            EmailLogger.plugin().start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    @Test
    void writesToWhomAMessageWasSentAndNothingThatItSays() {
        assertThat(caller.call("email:afterSend", SENT, "1").status()).isEqualTo(204);
        assertThat(caller.call("email:afterSend", SENT, "1").status()).isEqualTo(204);
        // The log is written in the background; what is in it is sent before the plugin ends.
        plugin.close();

        assertThat(gateway.posted("log")).hasSize(1);
        assertThat(gateway.posted("log").getFirst())
                .hasToString(
                        "{\"level\":\"info\",\"message\":\"Email sent to ann@example.org\","
                                + "\"data\":{\"source\":\"admin\"}}");
    }
}
