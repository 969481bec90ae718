package dev.hookline.plugins.analytics;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.Plugin;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Adds the script of a tag manager, and its frame for readers without scripts, to every page. */
public final class Analytics {

    private static final String CONTAINER = "GTM-XXXXX";
    private static final int DEFAULT_PORT = 9117;

    private Analytics() {}

    public static void main(String[] arguments) {
        var url = System.getenv("ANALYTICS_URL");
        plugin(url == null ? TagManager.start(DEFAULT_PORT).url() : url).run();
    }

    /**
     * The plugin.
     *
     * @param tagManager where the tag manager is, without a slash at the end
     */
    static Plugin plugin(String tagManager) {
        return Plugin.named("analytics")
                .displayName("Analytics")
                .on(
                        "page:fragments",
                        options -> options.timeout(Duration.ofMillis(300)),
                        (event, ctx) -> Answer.value(fragments(tagManager)));
    }

    private static List<Map<String, Object>> fragments(String tagManager) {
        return List.of(
                Map.of(
                        "kind",
                        "external-script",
                        "placement",
                        "head",
                        "src",
                        tagManager + "/gtm.js?id=" + CONTAINER,
                        "async",
                        true),
                Map.of(
                        "kind", "html",
                        "placement", "body:start",
                        "html",
                                "<noscript><iframe src=\"%s/ns.html?id=%s\" title=\"Tag manager\""
                                                .formatted(tagManager, CONTAINER)
                                        + " height=\"0\" width=\"0\""
                                        + " style=\"display:none;visibility:hidden\"></iframe>"
                                        + "</noscript>"));
    }
}
