package dev.hookline.content.page.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.content.page.markup.HtmlText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://github.com/portabletext/portabletext">Portable Text</a> as HTML. Blocks, styles
 * and marks that it does not know lose their form, never their text. The forms it knows are in
 * docs/pages.md.
 */
public final class PortableText {

    private static final Map<String, String> STYLES =
            Map.of(
                    "h1",
                    "h2",
                    "h2",
                    "h2",
                    "h3",
                    "h3",
                    "h4",
                    "h4",
                    "h5",
                    "h5",
                    "h6",
                    "h6",
                    "blockquote",
                    "blockquote");

    private static final Map<String, String> MARKS =
            Map.of(
                    "strong",
                    "strong",
                    "em",
                    "em",
                    "code",
                    "code",
                    "underline",
                    "u",
                    "strike-through",
                    "s",
                    "sub",
                    "sub",
                    "sup",
                    "sup",
                    "highlight",
                    "mark");

    private static final int DEEPEST_LIST = 8;

    private final Function<String, @Nullable Picture> pictures;
    private final StringBuilder html = new StringBuilder();
    private final Deque<String> lists = new ArrayDeque<>();

    private PortableText(Function<String, @Nullable Picture> pictures) {
        this.pictures = pictures;
    }

    /**
     * Renders blocks.
     *
     * @param pictures finds a picture by the id of its file, null when there is none
     */
    public static String html(JsonNode blocks, Function<String, @Nullable Picture> pictures) {
        var text = new PortableText(pictures);
        blocks.forEach(text::block);
        text.closeLists(0);
        return text.html.toString();
    }

    /** The ids of the files that blocks show. */
    public static Set<String> pictures(JsonNode blocks) {
        var ids = new TreeSet<String>();
        for (var block : blocks) {
            var id = pictureOf(block);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void block(JsonNode block) {
        var item = block.path("listItem").asText("");
        var type = block.path("_type").asText("");
        if (!type.equals("block") || item.isEmpty()) {
            closeLists(0);
        }
        switch (type) {
            case "block" -> {
                if (item.isEmpty()) {
                    var tag = STYLES.getOrDefault(block.path("style").asText(""), "p");
                    element(tag, spans(block));
                } else {
                    listItem(block, item.equals("number") ? "ol" : "ul");
                }
            }
            case "image" -> picture(block);
            case "code" -> code(block);
            case "break", "divider" -> html.append("<hr>");
            default -> {
                if (block.path("children").isArray()) {
                    element("p", spans(block));
                }
            }
        }
    }

    private void listItem(JsonNode block, String list) {
        int level = Math.clamp(block.path("level").asInt(1), 1, DEEPEST_LIST);
        closeLists(level);
        if (lists.size() == level && !list.equals(lists.peek())) {
            closeLists(level - 1);
        }
        if (lists.size() == level) {
            html.append("</li>");
        }
        while (lists.size() < level) {
            html.append('<').append(list).append('>');
            lists.push(list);
            if (lists.size() < level) {
                html.append("<li>");
            }
        }
        html.append("<li>").append(spans(block));
    }

    private void closeLists(int level) {
        while (lists.size() > level) {
            html.append("</li></").append(lists.pop()).append('>');
        }
    }

    private void picture(JsonNode block) {
        var id = pictureOf(block);
        var picture = id == null ? null : pictures.apply(id);
        if (picture != null) {
            html.append(
                    picture.described(textOf(block, "alt"), textOf(block, "caption"))
                            .figure(false));
        }
    }

    private void code(JsonNode block) {
        var language = block.path("language").asText("");
        var attribute =
                language.isEmpty() ? "" : " class=\"language-" + HtmlText.escape(language) + '"';
        html.append("<pre><code").append(attribute).append('>');
        html.append(HtmlText.escape(block.path("code").asText(""))).append("</code></pre>");
    }

    private static String spans(JsonNode block) {
        var text = new StringBuilder();
        for (var span : block.path("children")) {
            text.append(span(span, block.path("markDefs")));
        }
        return text.toString();
    }

    private static String span(JsonNode span, JsonNode definitions) {
        var opening = new StringBuilder();
        List<String> closing = new ArrayList<>();
        for (var mark : span.path("marks")) {
            var tag = MARKS.get(mark.asText(""));
            var link = tag == null ? linkOf(mark.asText(""), definitions) : null;
            if (tag != null) {
                opening.append('<').append(tag).append('>');
                closing.addFirst("</" + tag + ">");
            } else if (link != null) {
                opening.append("<a href=\"").append(HtmlText.escape(link)).append("\">");
                closing.addFirst("</a>");
            }
        }
        var text = HtmlText.escape(span.path("text").asText("")).replace("\n", "<br>");
        return opening + text + String.join("", closing);
    }

    private static @Nullable String linkOf(String key, JsonNode definitions) {
        for (var definition : definitions) {
            var href = definition.path("href").asText("");
            if (definition.path("_key").asText("").equals(key)
                    && definition.path("_type").asText("").equals("link")
                    && WebAddress.isSafe(href)) {
                return href;
            }
        }
        return null;
    }

    private static @Nullable String pictureOf(JsonNode block) {
        if (!block.path("_type").asText("").equals("image")) {
            return null;
        }
        var id = block.path("asset").path("_ref").asText(block.path("media").asText(""));
        return id.isEmpty() ? null : id;
    }

    private static @Nullable String textOf(JsonNode block, String name) {
        return block.path(name).isTextual() ? block.path(name).textValue() : null;
    }

    private void element(String tag, String content) {
        html.append('<').append(tag).append('>').append(content);
        html.append("</").append(tag).append('>');
    }
}
