package dev.hookline.localstack.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExampleContentTest {

    private static final String POSTS = "/api/v1/content/posts";
    private static final String PAGES = "/api/v1/content/pages";

    private FakeApi content;

    @BeforeEach
    void start() throws Exception {
        content =
                new FakeApi()
                        .on("POST /api/v1/collections", 201, "{}")
                        .on("POST " + POSTS, 201, "{\"id\": \"p1\"}")
                        .on("POST " + PAGES, 201, "{\"id\": \"ignored\"}")
                        .on("POST " + POSTS + "/p1/publish", 200, "{}")
                        .on("POST " + PAGES + "/home/publish", 200, "{}")
                        .on("POST " + PAGES + "/about/publish", 200, "{}");
    }

    @AfterEach
    void stop() {
        content.close();
    }

    @Test
    void makesTwoCollectionsAPageCalledHomeAndSomePosts() {
        load();

        var collections =
                content.asked().stream()
                        .filter(asked -> asked.what().equals("POST /api/v1/collections"))
                        .map(asked -> asked.body().path("name").asText());
        assertThat(collections).containsExactly("posts", "pages");
        var home =
                content.asked().stream()
                        .filter(asked -> asked.what().equals("POST " + PAGES))
                        .findFirst()
                        .orElseThrow()
                        .body();
        assertThat(home.path("id").asText()).isEqualTo("home");
        assertThat(home.at("/data/title").asText()).isEqualTo("Home");
        assertThat(content.changes())
                .contains("POST " + PAGES + "/home/publish", "POST " + POSTS + "/p1/publish");
    }

    @Test
    void leavesAloneWhatIsThere() {
        content.on("POST /api/v1/collections", 409, "{}")
                .on("POST " + POSTS, 409, "{}")
                .on("POST " + PAGES, 409, "{}");

        load();

        assertThat(content.changes()).noneMatch(change -> change.endsWith("/publish"));
    }

    @Test
    void saysWhatTheServiceRefused() {
        content.on("POST " + POSTS, 503, "{\"title\": \"The plugins cannot be asked\"}");

        assertThatThrownBy(this::load).hasMessageContaining("The plugins cannot be asked");
    }

    private void load() {
        new ExampleContent(content.client()).load();
    }
}
