package dev.hookline.plugins.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.util.Locale;
import java.util.regex.Pattern;

/** Posts require a title, slugs are normalised, and nobody deletes the home page. */
public final class EditorialPolicy {

    /** What JavaScript's {@code \s} matches; Java's leaves out the spaces beyond ASCII. */
    private static final Pattern WHITESPACE =
            Pattern.compile(
                    "[\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+");

    private EditorialPolicy() {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("editorial-policy")
                .version("1.0.0")
                .displayName("Editorial policy")
                .capability("content:write")
                .on("content:beforeSave", options -> options.priority(50), EditorialPolicy::save)
                .on("content:beforeDelete", EditorialPolicy::delete);
    }

    private static Answer save(HookEvent event, PluginContext ctx) {
        var content = event.content();
        if (event.text("collection").equals("posts") && isEmpty(content, "title")) {
            return Answer.reject("Posts require a title");
        }
        if (!isEmpty(content, "slug")) {
            content.put("slug", normalised(content.path("slug").asText()));
        }
        return Answer.value(content);
    }

    private static Answer delete(HookEvent event, PluginContext ctx) {
        var isHome = event.text("collection").equals("pages") && event.text("id").equals("home");
        if (isHome) {
            ctx.log().warn("Cannot delete home page");
        }
        return Answer.value(!isHome);
    }

    private static boolean isEmpty(ObjectNode content, String field) {
        return content.path(field).asText("").isEmpty() || content.path(field).isNull();
    }

    static String normalised(String slug) {
        return WHITESPACE.matcher(slug.toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
