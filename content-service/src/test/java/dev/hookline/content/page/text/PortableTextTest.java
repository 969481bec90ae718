package dev.hookline.content.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "normal, p",
        "h1, h2",
        "h2, h2",
        "h3, h3",
        "h6, h6",
        "blockquote, blockquote",
        "own, p"
    })
    void hasAnElementForEachStyle(String style, String element) {
        assertThat(html("[{'_type':'block','style':'%s','children':[{'text':'a<b'}]}]", style))
                .isEqualTo("<%s>a&lt;b</%s>".formatted(element, element));
    }

    @Test
    void nestsMarksAndLinksAndBreaksLines() {
        assertThat(
                        html(
                                "[{'_type':'block','children':[{'text':'a','marks':['strong','l']},"
                                    + "{'text':'b\\nc','marks':['em','bad','own']}],"
                                    + "'markDefs':[{'_key':'l','_type':'link','href':'/x?a=1&b'},"
                                    + "{'_key':'bad','_type':'link','href':'javascript:f()'}]}]"))
                .isEqualTo("<p><strong><a href=\"/x?a=1&amp;b\">a</a></strong><em>b<br>c</em></p>");
    }

    @Test
    void nestsLists() {
        assertThat(
                        html(
                                "["
                                        + item("bullet", 1, "a")
                                        + ","
                                        + item("bullet", 2, "b")
                                        + ","
                                        + item("number", 2, "c")
                                        + ","
                                        + item("bullet", 1, "d")
                                        + ",{'_type':'break'},"
                                        + item("number", 2, "e")
                                        + "]"))
                .isEqualTo(
                        "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul><hr>"
                                + "<ol><li><ol><li>e</li></ol></li></ol>");
    }

    @Test
    void showsCodeAndPicturesAndTheTextOfWhatItDoesNotKnow() {
        var picture =
                new Picture("http://m/media/1", 800, 600, null, "Sea", null, List.of(320, 960));
        var blocks =
                tree(
                        "[{'_type':'code','language':'java','code':'a<b>'},{'_type':'image','asset':"
                            + "{'_ref':'1'},'caption':'C&A'},{'_type':'image','media':'gone'},"
                            + "{'_type':'own','children':[{'text':'kept'}]},{'_type':'own'}]");

        assertThat(PortableText.pictures(blocks)).containsExactly("1", "gone");
        assertThat(PortableText.html(blocks, id -> id.equals("1") ? picture : null))
                .isEqualTo(
                        "<pre><code class=\"language-java\">a&lt;b&gt;</code></pre><figure>"
                                + "<img src=\"http://m/media/1\" srcset=\"http://m/media/1?w=320"
                                + " 320w, http://m/media/1 800w\" sizes=\"(min-width: 46rem) 44rem,"
                                + " 100vw\" width=\"800\" height=\"600\" alt=\"Sea\""
                                + " loading=\"lazy\" decoding=\"async\"><figcaption>C&amp;A"
                                + "</figcaption></figure><p>kept</p>");
    }

    @Test
    void neverLetsTextBecomeMarkup() {
        var random = new Random(20261124);
        var pieces =
                List.of(
                        "<script>",
                        "\"",
                        "'",
                        ">",
                        "onerror=",
                        "javascript:",
                        "&",
                        "<img src=x",
                        "</p>",
                        "data:",
                        "//e.example",
                        "strong",
                        "l",
                        "block",
                        "image",
                        "h1",
                        "1");
        for (int i = 0; i < 2000; i++) {
            var block =
                    JSON.createObjectNode()
                            .put("_type", "block")
                            .put("style", text(random, pieces));
            block.putArray("markDefs")
                    .addObject()
                    .put("_key", "l")
                    .put("_type", "link")
                    .put("href", text(random, pieces));
            var span = block.putArray("children").addObject().put("text", text(random, pieces));
            span.putArray("marks").add("l").add(text(random, pieces));
            var blocks = JSON.createArrayNode().add(block).addPOJO(null);
            blocks.addObject()
                    .put("_type", "code")
                    .put("language", text(random, pieces))
                    .put("code", text(random, pieces));

            var body = Jsoup.parseBodyFragment(PortableText.html(blocks, id -> null)).body();

            assertThat(body.select("script, img")).isEmpty();
            assertThat(body.select("*").stream().flatMap(it -> it.attributes().asList().stream()))
                    .allMatch(it -> List.of("href", "class").contains(it.getKey()));
            assertThat(body.select("a[href]").eachAttr("href"))
                    .noneMatch(it -> it.matches("(?i)\\s*(javascript|data):.*"));
            assertThat(body.child(0).text()).isEqualTo(span.path("text").asText().strip());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`<script>alert(1)</script>`, script",
                "`[a](javascript:alert(1))`, a[href^=javascript]",
                "`![a](javascript:alert(1))`, img[src^=javascript]",
                "`<img src=x onerror=alert(1)>`, img",
                "`[a](data:text/html;base64,xx)`, a[href^=data]",
                "`<javascript:alert(1)>`, a[href^=javascript]"
            })
    void rendersMarkdownWithoutScripts(String markdown, String forbidden) {
        assertThat(Jsoup.parseBodyFragment(Markdown.html(markdown)).select(forbidden)).isEmpty();
    }

    @Test
    void rendersMarkdown() {
        assertThat(Markdown.html("# A\n\n*b* [c](https://d.example/)"))
                .isEqualTo(
                        "<h1>A</h1>\n"
                                + "<p><em>b</em> <a rel=\"nofollow\""
                                + " href=\"https://d.example/\">c</a></p>\n");
    }

    @Test
    void decodesAPlaceholder() {
        assertThat(Blurhash.dataUrl("LEHV6nWB2yk8pyo0adR*.7kCMdnj"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("data:image/bmp;base64,Qk3"));
        assertThat(Blurhash.dataUrl("LEHV6nWB2yk8pyo0adR*.7kCMdn")).isEmpty();
        assertThat(Blurhash.dataUrl("\"><script>")).isEmpty();
        assertThat(Blurhash.dataUrl("")).isEmpty();
    }

    private static String text(Random random, List<String> pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static String item(String list, int level, String text) {
        return "{'_type':'block','listItem':'%s','level':%d,'children':[{'text':'%s'}]}"
                .formatted(list, level, text);
    }

    private static String html(String blocks, Object... values) {
        return PortableText.html(tree(blocks.formatted(values)), id -> null);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
