package dev.hookline.plugins.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorialPolicyTest {

    private final PluginServer plugin =
            EditorialPolicy.plugin().start(PluginEnvironment.unconfigured());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        plugin.close();
    }

    @Test
    void normalisesTheSlugAndLeavesOtherFieldsAlone() throws Exception {
        var answer =
                save("posts", "{\"title\": \"T\", \"slug\": \"Hello  Wide\\tWorld\", \"n\": 1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"value\":{\"title\":\"T\",\"slug\":\"hello-wide-world\",\"n\":1}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"title\": \"\"}", "{\"title\": null}"})
    void rejectsAPostWithoutATitle(String content) throws Exception {
        var answer = save("posts", content);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"detail\":\"Posts require a title\"");
    }

    @Test
    void letsPagesDoWithoutATitle() throws Exception {
        assertThat(save("pages", "{\"slug\": \"A B\"}").body())
                .isEqualTo("{\"value\":{\"slug\":\"a-b\"}}");
    }

    @ParameterizedTest
    @CsvSource({"pages, home, false", "pages, about, true", "posts, home, true"})
    void keepsTheHomePage(String collection, String id, boolean allowed) throws Exception {
        var event = "{\"collection\": \"" + collection + "\", \"id\": \"" + id + "\"}";

        var answer = call("content:beforeDelete", event);

        assertThat(answer.body()).isEqualTo("{\"value\":" + allowed + "}");
    }

    @ParameterizedTest
    @CsvSource({"Ärger\u00a0Heute,ärger-heute", "İx,i̇x", "a\u2003b,a-b", "' x ',-x-", "same,same"})
    void normalisesLikeTheDocumentsExample(String slug, String expected) {
        assertThat(EditorialPolicy.normalised(slug)).isEqualTo(expected);
    }

    private HttpResponse<String> save(String collection, String content) throws Exception {
        var event = "{\"collection\": \"" + collection + "\", \"isNew\": true, \"content\": ";
        return call("content:beforeSave", event + content + "}");
    }

    private HttpResponse<String> call(String hook, String event) throws Exception {
        var request =
                HttpRequest.newBuilder(plugin.url().resolve("/hook/" + hook))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"event\": " + event + "}"))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
