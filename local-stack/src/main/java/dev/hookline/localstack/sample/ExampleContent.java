package dev.hookline.localstack.sample;

import dev.hookline.localstack.api.ApiClient;
import java.util.List;
import java.util.Map;

/** Two collections and a few entries, so that a new stack has something to look at. */
public final class ExampleContent {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final ApiClient content;

    public ExampleContent(ApiClient content) {
        this.content = content;
    }

    /** Creates what is not there yet; an interrupted earlier run is completed. */
    public void load() {
        collection(
                "posts",
                "Posts",
                Map.of("name", "title", "type", "string"),
                Map.of("name", "body", "type", "text"),
                Map.of(
                        "name",
                        "tags",
                        "type",
                        "multiselect",
                        "options",
                        List.of("news", "release", "howto")));
        collection(
                "pages",
                "Pages",
                Map.of("name", "title", "type", "string", "required", true),
                Map.of("name", "body", "type", "text"));
        page("home", "Home", "Every step of this site can be extended by a plugin.");
        page("about", "About", "Plugins run as processes of their own.");
        publishedPost("Hello hooks", "This entry passed through a plugin.", "news");
        publishedPost("Slugs Are Normalised", "Look at this entry's slug.", "howto");
        post("A draft", "Nobody sees this one without a token.", "release");
    }

    @SafeVarargs
    private void collection(String name, String label, Map<String, Object>... fields) {
        content.post(
                        "/api/v1/collections",
                        Map.of("name", name, "label", label, "fields", List.of(fields)))
                .expecting(CREATED, CONFLICT);
    }

    private void page(String id, String title, String body) {
        var data = Map.of("title", title, "body", body);
        var created =
                content.post("/api/v1/content/pages", Map.of("id", id, "slug", id, "data", data));
        if (created.expecting(CREATED, CONFLICT).status() == CREATED) {
            publish("pages", id);
        }
    }

    private void publishedPost(String title, String body, String tag) {
        var id = post(title, body, tag);
        if (!id.isEmpty()) {
            publish("posts", id);
        }
    }

    /** The id of the new entry, empty when an entry with its slug exists. */
    private String post(String title, String body, String tag) {
        var data = Map.of("title", title, "body", body, "tags", List.of(tag));
        return content.post("/api/v1/content/posts", Map.of("slug", title, "data", data))
                .expecting(CREATED, CONFLICT)
                .body()
                .path("id")
                .asText("");
    }

    private void publish(String collection, String id) {
        content.post("/api/v1/content/" + collection + "/" + id + "/publish").expecting(200, 204);
    }
}
