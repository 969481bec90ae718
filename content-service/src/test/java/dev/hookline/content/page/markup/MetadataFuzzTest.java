package dev.hookline.content.page.markup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.result.MetadataContribution;
import dev.hookline.schemas.result.MetadataContribution.JsonLd;
import dev.hookline.schemas.result.MetadataContribution.Link;
import dev.hookline.schemas.result.MetadataContribution.Meta;
import dev.hookline.schemas.result.MetadataContribution.Property;
import dev.hookline.schemas.result.MetadataContribution.Rel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Metadata made of pieces of markup never changes the tree that a browser's parser builds. */
class MetadataFuzzTest {

    private static final long SEED = 20261124;
    private static final int PAGES = 3_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "'",
                    "<",
                    ">",
                    "&",
                    "/",
                    "=",
                    "`",
                    " ",
                    "\n",
                    "\t",
                    "\\",
                    "--",
                    "]]>",
                    "</script",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                    "</head>",
                    "<body",
                    "</title>",
                    "<svg/onload=",
                    "javascript:",
                    "&quot;",
                    "&#34;",
                    "&lt",
                    "\u2028",
                    "\u2029",
                    "onerror=alert(1)",
                    "<![CDATA[",
                    "\uD83D\uDE00",
                    "\uFEFF",
                    "name",
                    "x",
                    "0");

    private final Random random = new Random(SEED);

    @Test
    void neverBecomesMarkup() throws JsonProcessingException {
        for (int i = 0; i < PAGES; i++) {
            var metadata = Metadata.of(contributions());

            var head = Jsoup.parse(page(metadata.html())).head();

            assertTree(head, metadata, i);
        }
    }

    private static String page(String metadata) {
        return "<!doctype html><html><head><title>t</title>"
                + metadata
                + "<meta name=\"end\" content=\"end\"></head><body><p>body</p></body></html>";
    }

    private static void assertTree(Element head, Metadata metadata, int page)
            throws JsonProcessingException {
        var expected = new ArrayList<List<String>>();
        expected.add(List.of("title", "t"));
        for (var kind : List.of(Meta.class, Property.class, Link.class, JsonLd.class)) {
            for (var it : metadata.contributions()) {
                if (kind.isInstance(it)) {
                    expected.add(expected(it));
                }
            }
        }
        expected.add(List.of("meta", "name=end", "content=end"));
        var actual = new ArrayList<List<String>>();
        for (var element : head.children()) {
            actual.add(described(element));
        }
        assertThat(actual).as("page %d of seed %d", page, SEED).isEqualTo(expected);
        assertThat(head.nextElementSibling()).isNotNull();
        assertThat(head.parent().select("body > *")).hasSize(1);
    }

    private static List<String> expected(MetadataContribution contribution) {
        return switch (contribution) {
            case Meta it -> List.of("meta", "name=" + it.name(), "content=" + it.content());
            case Property it ->
                    List.of("meta", "property=" + it.property(), "content=" + it.content());
            case Link it -> {
                var rel = it.rel() == Rel.CANONICAL ? "canonical" : "alternate";
                yield it.hreflang() == null
                        ? List.of("link", "rel=" + rel, "href=" + it.href())
                        : List.of(
                                "link",
                                "rel=" + rel,
                                "href=" + it.href(),
                                "hreflang=" + it.hreflang());
            }
            case JsonLd it -> List.of("script", "type=application/ld+json", it.graph().toString());
        };
    }

    private static List<String> described(Element element) throws JsonProcessingException {
        var described = new ArrayList<String>();
        described.add(element.tagName());
        element.attributes().forEach(it -> described.add(it.getKey() + "=" + it.getValue()));
        if (element.tagName().equals("script")) {
            described.add(JSON.readTree(element.data()).toString());
        } else if (element.tagName().equals("title")) {
            described.add(element.text());
        }
        return described;
    }

    private List<MetadataContribution> contributions() {
        var contributions = new ArrayList<MetadataContribution>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            contributions.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Meta("n" + text(), text(), null);
                        case 1 -> new Property("p" + text(), text(), null);
                        case 2 ->
                                new Link(
                                        random.nextBoolean() ? Rel.CANONICAL : Rel.ALTERNATE,
                                        (random.nextInt(4) == 0 ? "" : "https://a") + "x" + text(),
                                        random.nextBoolean() ? text() : null,
                                        null);
                        default ->
                                new JsonLd(
                                        null,
                                        JSON.createObjectNode()
                                                .put(text(), text())
                                                .set("a", JSON.createArrayNode().add(text())));
                    });
        }
        return contributions;
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
