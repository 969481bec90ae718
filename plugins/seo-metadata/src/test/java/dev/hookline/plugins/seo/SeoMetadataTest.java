package dev.hookline.plugins.seo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeoMetadataTest {

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            SeoMetadata.plugin().start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void describesThePageOfAnEntry() {
        var page =
                Map.of(
                        "kind", "content",
                        "title", "Hello | Site",
                        "pageTitle", "Hello",
                        "description", "First post.",
                        "content", Map.of("collection", "posts", "id", "1"));

        var answer = caller.call("page:metadata", Map.of("page", page)).value();

        assertThat(answer.path(0).path("name").asText()).isEqualTo("author");
        assertThat(answer.path(1).path("id").asText()).isEqualTo("schema:posts:1");
        assertThat(answer.path(1).path("graph"))
                .hasToString(
                        "{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\","
                                + "\"headline\":\"Hello\",\"description\":\"First post.\"}");
    }

    @Test
    void addsNothingToOtherPages() {
        var answer = caller.call("page:metadata", Map.of("page", Map.of("kind", "custom")));

        assertThat(answer.status()).isEqualTo(204);
    }
}
