package dev.hookline.content.page.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.result.FragmentContribution;
import dev.hookline.schemas.result.FragmentContribution.ExternalScript;
import dev.hookline.schemas.result.FragmentContribution.Html;
import dev.hookline.schemas.result.FragmentContribution.InlineScript;
import dev.hookline.schemas.result.FragmentContribution.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentsTest {

    private static final String SRC = "https://tags.example/gtm.js?id=1";

    @Test
    void writesExternalScriptsWithTheirAttributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("crossorigin", "\"anonymous\"");
        attributes.put("data-x", "<1>");

        assertThat(head(new ExternalScript(Placement.HEAD, SRC, true, true, attributes, null)))
                .isEqualTo(
                        "<script src=\"https://tags.example/gtm.js?id=1\" async defer"
                                + " crossorigin=\"&quot;anonymous&quot;\" data-x=\"&lt;1&gt;\">"
                                + "</script>");
    }

    @Test
    void dropsHandlersBadNamesAndWhatTheMembersSay() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("onload", "alert(1)");
        attributes.put("ONERROR", "alert(1)");
        attributes.put("x onload=alert(1) y", "");
        attributes.put("\"><img", "");
        attributes.put("SRC", "https://evil.example/");
        attributes.put("async", "");
        attributes.put("id", "tag");

        assertThat(head(new InlineScript(Placement.HEAD, "f()", attributes, null)))
                .isEqualTo("<script id=\"tag\">f()</script>");
    }

    @Test
    void knowsFragmentsByKeyOfAnyKindWithinAPlacement() {
        var fragments =
                Fragments.of(
                        List.of(
                                new Html(Placement.HEAD, "<b>1</b>", "k"),
                                new InlineScript(Placement.HEAD, "two()", null, "k"),
                                new Html(Placement.BODY_END, "<b>3</b>", "k")));

        assertThat(fragments.html(Placement.HEAD)).isEqualTo("<b>1</b>");
        assertThat(fragments.html(Placement.BODY_END)).isEqualTo("<b>3</b>");
        assertThat(fragments.html(Placement.BODY_START)).isEmpty();
    }

    @Test
    void knowsExternalScriptsByAddressAndRepeatsOthers() {
        assertThat(
                        head(
                                script(SRC),
                                script(SRC),
                                new InlineScript(Placement.HEAD, "f()", null, null),
                                new InlineScript(Placement.HEAD, "f()", null, null),
                                new Html(Placement.HEAD, "<b></b>", null),
                                new Html(Placement.HEAD, "<b></b>", null)))
                .isEqualTo(
                        """
                        <script src="https://tags.example/gtm.js?id=1"></script>
                        <script>f()</script>
                        <script>f()</script>
                        <b></b>
                        <b></b>\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/javascript,alert(1)",
                "//other.example/x.js",
                "ftp://a.example/x.js",
                "https:///x.js",
                "https://user@a.example/x.js",
                "x.js",
                "https://a.example/x y.js",
                "/\\a.example/x.js",
                "blob:https://a.example/1"
            })
    void dropsScriptsFromElsewhereThanTheWeb(String src) {
        var fragments = Fragments.of(List.of(script(src)));

        assertThat(fragments.html(Placement.HEAD)).isEmpty();
        assertThat(policy(fragments)).contains("script-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var a = '</script><b>';",
                "var a = '<!--<script>';",
                "x</SCRIPT >y",
                "<!--</script>"
            })
    void keepsAScriptWithinItsElement(String code) {
        var html = head(new InlineScript(Placement.HEAD, code, null, null));

        var head = Jsoup.parse("<html><head>" + html + "<meta name=end></head>").head();

        assertThat(head.children()).hasSize(2);
        assertThat(head.child(0).data().replace("<\\/", "</").replace("<\\!", "<!"))
                .isEqualTo(code);
    }

    @Test
    void letsExactlyTheScriptsOfThePageRun() {
        var fragments =
                Fragments.of(
                        List.of(
                                script("https://Tags.example:8443/a;b,c.js?id=1"),
                                script("/own.js"),
                                new InlineScript(Placement.BODY_END, "a()\r\n// </x>", null, null),
                                new Html(
                                        Placement.BODY_START,
                                        "<script>b()</script><script src='https://c.example/c.js'>"
                                                + "</script><noscript><iframe"
                                                + " src='https://d.example/ns.html?x=1'></iframe>"
                                                + "</noscript>",
                                        null)));

        var policy = policy(fragments);

        assertThat(directive(policy, "script-src"))
                .containsExactlyInAnyOrder(
                        "'self'",
                        "https://tags.example:8443/a%3Bb%2Cc.js",
                        "https://c.example/c.js",
                        ScriptPolicy.hash("b()"),
                        ScriptPolicy.hash("a()\n// <\\/x>"));
        assertThat(directive(policy, "frame-src")).containsExactly("https://d.example/ns.html");
        assertThat(directive(policy, "connect-src"))
                .containsExactly("'self'", "https://c.example", "https://tags.example:8443");
    }

    @Test
    void letsNothingRunOnAPageWithoutScripts() {
        assertThat(policy(new Fragments(List.of())))
                .startsWith("default-src 'none'; script-src 'none'; ");
    }

    private static ExternalScript script(String src) {
        return new ExternalScript(Placement.HEAD, src, null, null, null, null);
    }

    private static String head(FragmentContribution... fragments) {
        return Fragments.of(List.of(fragments)).html(Placement.HEAD);
    }

    private static String policy(Fragments fragments) {
        return ScriptPolicy.of(new Metadata(List.of()), fragments, "http://media.example");
    }

    private static List<String> directive(String policy, String name) {
        for (var directive : policy.split("; ")) {
            var parts = List.of(directive.split(" "));
            if (parts.getFirst().equals(name)) {
                return parts.subList(1, parts.size());
            }
        }
        throw new AssertionError("no " + name + " in " + policy);
    }
}
