package dev.hookline.plugins.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsTest {

    @Test
    void addsAScriptThatTheStandInServes() throws IOException, InterruptedException {
        try (var tags = TagManager.start(0);
                var gateway = TestGateway.start();
                var plugin =
                        Analytics.plugin(tags.url())
                                .start(PluginEnvironment.of(gateway.environment()));
                var caller = gateway.caller(plugin.url());
                var http = HttpClient.newHttpClient()) {
            var page = Map.of("kind", "content", "path", "/posts/hello");

            var answer = caller.call("page:fragments", Map.of("page", page)).value();

            assertThat(answer.findValuesAsText("kind")).containsExactly("external-script", "html");
            assertThat(answer.findValuesAsText("placement")).containsExactly("head", "body:start");
            var script = URI.create(answer.path(0).path("src").asText());
            var served = http.send(HttpRequest.newBuilder(script).build(), BodyHandlers.ofString());
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.headers().firstValue("Content-Type"))
                    .hasValue("text/javascript;charset=UTF-8");
        }
    }
}
