package dev.hookline.plugins.footer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailFooterTest {

    private static final Map<String, Object> MESSAGE =
            Map.of("to", "ann@example.org", "subject", "S", "text", "Grüße", "html", "<p>G</p>");

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            EmailFooter.plugin().start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void endsTheTextWithTheFooterAndKeepsEverythingElse() {
        var answer = caller.call("email:beforeSend", Map.of("message", MESSAGE, "source", "admin"));

        assertThat(answer.value().path("text").asText()).isEqualTo("Grüße\n\n-- Sent via EmDash");
        assertThat(answer.value().path("to").asText()).isEqualTo("ann@example.org");
        assertThat(answer.value().path("subject").asText()).isEqualTo("S");
        assertThat(answer.value().path("html").asText()).isEqualTo("<p>G</p>");
        assertThat(answer.value()).hasSize(4);
    }
}
