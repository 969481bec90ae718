package dev.hookline.content.page.markup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.call.Contribution;
import dev.hookline.schemas.result.MetadataContribution;
import dev.hookline.schemas.result.MetadataContribution.JsonLd;
import dev.hookline.schemas.result.MetadataContribution.Link;
import dev.hookline.schemas.result.MetadataContribution.Meta;
import dev.hookline.schemas.result.MetadataContribution.Property;
import dev.hookline.schemas.result.MetadataContribution.Rel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void takesTheFirstOfEachKeyPerKind() {
        assertThat(
                        html(
                                new Meta("author", "plugin", null),
                                new Property("author", "another kind", null),
                                new Meta("author", "site", null)))
                .isEqualTo(
                        """
                        <meta name="author" content="plugin">
                        <meta property="author" content="another kind">\
                        """);
    }

    @Test
    void takesTheKeyBeforeTheName() {
        assertThat(
                        html(
                                new Meta("a", "1", "same"),
                                new Meta("b", "2", "same"),
                                new Meta("a", "3", null)))
                .isEqualTo(
                        """
                        <meta name="a" content="1">
                        <meta name="a" content="3">\
                        """);
    }

    @Test
    void hasOneCanonicalLinkWhateverItsKey() {
        assertThat(
                        html(
                                new Link(Rel.CANONICAL, "https://a.example/", null, "one"),
                                new Link(Rel.CANONICAL, "https://b.example/", null, "two")))
                .isEqualTo("<link rel=\"canonical\" href=\"https://a.example/\">");
    }

    @Test
    void knowsOtherLinksByKeyThenLanguageThenAddress() {
        assertThat(
                        html(
                                new Link(Rel.ALTERNATE, "https://a.example/de", "de", null),
                                new Link(Rel.ALTERNATE, "https://a.example/de2", "de", null),
                                new Link(Rel.ALTERNATE, "https://a.example/x", null, "de"),
                                new Link(Rel.ALTERNATE, "https://a.example/feed", null, null),
                                new Link(Rel.ALTERNATE, "https://a.example/feed", null, null)))
                .isEqualTo(
                        """
                        <link rel="alternate" href="https://a.example/de" hreflang="de">
                        <link rel="alternate" href="https://a.example/feed">\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//a.example/",
                "/path",
                " https://a"
            })
    void dropsAnUnsafeLinkBeforeItTakesTheKey(String href) {
        assertThat(
                        html(
                                new Link(Rel.CANONICAL, href, null, null),
                                new Link(Rel.CANONICAL, "HTTPS://a.example/", null, null)))
                .isEqualTo("<link rel=\"canonical\" href=\"HTTPS://a.example/\">");
    }

    @Test
    void knowsJsonLdByItsIdAndKeepsAllWithoutOne() {
        assertThat(
                        html(
                                new JsonLd("x", tree("{\"n\":1}")),
                                new JsonLd("x", tree("{\"n\":2}")),
                                new JsonLd(null, tree("[{\"n\":3}]")),
                                new JsonLd(null, tree("[{\"n\":3}]"))))
                .isEqualTo(
                        """
                        <script type="application/ld+json">{"n":1}</script>
                        <script type="application/ld+json">[{"n":3}]</script>
                        <script type="application/ld+json">[{"n":3}]</script>\
                        """);
    }

    @Test
    void writesMetaThenPropertyThenLinkThenJsonLd() {
        assertThat(
                        html(
                                new JsonLd(null, tree("{}")),
                                new Link(Rel.CANONICAL, "https://a.example/", null, null),
                                new Property("og:type", "article", null),
                                new Meta("author", "Ada", null)))
                .isEqualTo(
                        """
                        <meta name="author" content="Ada">
                        <meta property="og:type" content="article">
                        <link rel="canonical" href="https://a.example/">
                        <script type="application/ld+json">{}</script>\
                        """);
    }

    @Test
    void escapesAttributesOnceAndEntitiesAgain() {
        assertThat(html(new Meta("d", "<a href='x'>\"&amp;\"</a>", null)))
                .isEqualTo(
                        "<meta name=\"d\" content=\"&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;"
                                + "&lt;/a&gt;\">");
    }

    @Test
    void escapesWhatCouldEndAScript() {
        var graph = JSON.createObjectNode().put("a", "</script><!--\u2028\u2029&");

        assertThat(html(new JsonLd(null, graph)))
                .isEqualTo(
                        "<script type=\"application/ld+json\">"
                                + "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u2028\\u2029&\"}"
                                + "</script>");
    }

    @Test
    void hashesJsonLdAsTheReferenceDoes() {
        var metadata = Metadata.of(List.of(new JsonLd(null, tree("{\"@type\":\"Article\"}"))));

        assertThat(ScriptPolicy.of(metadata, new Fragments(List.of()), ""))
                .contains("script-src 'sha256-jYad5jvuDVG3xtskggDVT0+GiHcapqamItZJ8eGfvCQ='");
    }

    @Test
    void skipsWhatIsNoMetadataAndKeepsTheRest() {
        var read =
                new ContributionReader(JSON)
                        .metadata(
                                Stream.of(
                                                "{\"kind\": \"html\", \"html\": \"<b>\"}",
                                                "{\"kind\": \"link\", \"rel\": \"stylesheet\","
                                                        + " \"href\": \"https://a\"}",
                                                "{\"kind\": \"meta\", \"name\": \"\"}",
                                                "7",
                                                "null",
                                                "{\"kind\": \"meta\", \"name\": \"a\","
                                                        + " \"content\": \"b\", \"new\": 1}")
                                        .map(text -> new Contribution("p", tree(text)))
                                        .toList());

        assertThat(read).containsExactly(new Meta("a", "b", null));
    }

    private static String html(MetadataContribution... contributions) {
        return Metadata.of(List.of(contributions)).html();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
