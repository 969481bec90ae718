package dev.hookline.plugins.seo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds an author and schema.org data to the page of every entry. */
public final class SeoMetadata {

    private SeoMetadata() {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("seo-metadata")
                .displayName("SEO metadata")
                .on(
                        "page:metadata",
                        options -> options.timeout(Duration.ofMillis(300)),
                        SeoMetadata::describe);
    }

    private static Answer describe(HookEvent event, PluginContext ctx) {
        var page = event.data().path("page");
        if (!page.path("kind").asText().equals("content")) {
            return Answer.keep();
        }
        return Answer.value(
                List.of(
                        Map.of("kind", "meta", "name", "author", "content", "My Blog"),
                        Map.of("kind", "jsonld", "id", id(page), "graph", graph(page))));
    }

    private static String id(JsonNode page) {
        var content = page.path("content");
        return "schema:" + content.path("collection").asText() + ":" + content.path("id").asText();
    }

    private static Map<String, String> graph(JsonNode page) {
        var graph = new LinkedHashMap<String, String>();
        graph.put("@context", "https://schema.org");
        graph.put("@type", "BlogPosting");
        put(graph, "headline", page.path("pageTitle").asText(page.path("title").asText("")));
        put(graph, "description", page.path("description").asText(""));
        return graph;
    }

    private static void put(Map<String, String> graph, String name, String value) {
        if (!value.isEmpty()) {
            graph.put(name, value);
        }
    }
}
