package dev.hookline.content.page.serve;

import static dev.hookline.content.page.serve.PagesQuarkusTest.publish;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.field;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hookline.content.testing.Browser;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.StandInGateway;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page with every kind of contribution in a real browser; skipped where there is none. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class BrowserQuarkusTest {

    /** Where pictures of the pages are written for people to look at; nowhere when empty. */
    private static final String SCREENSHOTS =
            Objects.requireNonNullElse(System.getenv("HOOKLINE_SCREENSHOTS"), "");

    @TestHTTPResource("/")
    URI site;

    private HttpServer scripts;
    private GatewayDouble gateway;
    private String path;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed, see .ci/run");
        scripts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/tag.js", "window.ran = (window.ran || []).concat('external');");
        serve("/foreign.js", "window.foreign = true;");
        scripts.start();
        gateway = GatewayDouble.start();
        gateway.plugin(
                "seo", StandInGateway.hook("page:metadata"), StandInGateway.hook("page:fragments"));
        gateway.answer(
                MessageTypes.HOOK_QUESTIONS,
                question -> StandInGateway.completed(tree(contributions())));
        path = page();
    }

    @AfterEach
    void stop() {
        if (scripts != null) {
            scripts.stop(0);
            gateway.close();
        }
    }

    @Test
    void runsExactlyTheScriptsOfPluginsOnAPageThatEverybodyCanRead() throws IOException {
        try (var browser = Browser.start()) {
            browser.open(site.resolve(path).toString());

            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(browser.evaluate("JSON.stringify(window.ran)").asText())
                                    .contains("external", "inline", "html", "module"));
            assertThat(browser.errors()).isEmpty();
            assertThat(
                            browser.evaluate(
                                            "[...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(it"
                                                + " => JSON.parse(it.textContent)['@type']).join()")
                                    .asText())
                    .isEqualTo("Thing,BlogPosting");
            assertThat(shift(browser)).as("layout shift").isLessThan(0.01);
            assertAccessible(browser);
            assertBlocksForeignScripts(browser);
            if (!SCREENSHOTS.isEmpty()) {
                screenshots(browser);
            }
        }
    }

    @Test
    void isReadableWithoutScripts() {
        var text = Jsoup.parse(given().get(path).asString()).select("main").text();

        assertThat(text).contains("A page for browsers", "In short", "Some words", "a point");
    }

    private static double shift(Browser browser) {
        return browser.evaluate(
                        "new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
                                + " list.getEntries().forEach(it => sum += it.value); })"
                                + ".observe({type: 'layout-shift', buffered: true});"
                                + " requestAnimationFrame(() => requestAnimationFrame(() =>"
                                + " done(sum))); })")
                .asDouble();
    }

    private static void assertAccessible(Browser browser) throws IOException {
        try (var axe = BrowserQuarkusTest.class.getResourceAsStream("/axe.min.js")) {
            var source = Objects.requireNonNull(axe).readAllBytes();
            browser.evaluate(new String(source, StandardCharsets.UTF_8) + "; 0");
        }
        for (var scheme : List.of("light", "dark")) {
            browser.command(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            var faults =
                    browser.evaluate(
                            "axe.run().then(it => it.violations.map(v => v.impact + ' ' + v.id + '"
                                    + " ' + v.nodes.map(n => n.html).join()))");
            assertThat(faults).as(scheme).isEmpty();
        }
    }

    private void assertBlocksForeignScripts(Browser browser) {
        var blocked =
                browser.evaluate(
                                """
                                new Promise(done => {
                                  const seen = [];
                                  document.addEventListener('securitypolicyviolation', event => {
                                    seen.push(event.blockedURI);
                                    if (seen.length === 3) done(seen.join(' '));
                                  });
                                  const foreign = document.createElement('script');
                                  foreign.src = '%s';
                                  document.body.append(foreign);
                                  const inline = document.createElement('script');
                                  inline.textContent = 'window.foreign = true';
                                  document.body.append(inline);
                                  const picture = document.createElement('img');
                                  picture.setAttribute('onerror', 'window.foreign = true');
                                  picture.src = 'data:,';
                                  document.body.append(picture);
                                })
                                """
                                        .formatted(scriptUrl("/foreign.js")))
                        .asText();
        assertThat(blocked).contains("/foreign.js", "inline");
        assertThat(browser.evaluate("window.foreign === undefined").asBoolean()).isTrue();
    }

    private String page() {
        var posts =
                collectionWith(
                        field("title", "string"),
                        field("excerpt", "text"),
                        field("author", "string"),
                        field("body", "richtext"));
        var id =
                created(
                        posts,
                        Map.of(
                                "title", "A page for browsers",
                                "excerpt", "In short, what this page is about.",
                                "author", "Ada",
                                "body",
                                        List.of(
                                                block("normal", "Some words, and some more."),
                                                block("h2", "A part"),
                                                Map.of(
                                                        "_type", "block",
                                                        "listItem", "bullet",
                                                        "children",
                                                                List.of(Map.of("text", "a point"))),
                                                block("blockquote", "Said by a guest."),
                                                Map.of("_type", "code", "code", "int a = 1;"))));
        publish(posts, id);
        return "/" + posts + "/a-page-for-browsers";
    }

    private static Map<String, Object> block(String style, String text) {
        return Map.of("_type", "block", "style", style, "children", List.of(Map.of("text", text)));
    }

    private String contributions() {
        return """
        {"page:metadata": [
           {"pluginId": "seo", "value": {"kind": "meta", "name": "author", "content": "<A>"}},
           {"pluginId": "seo", "value": {"kind": "property", "property": "og:x", "content": "y"}},
           {"pluginId": "seo", "value": {"kind": "link", "rel": "alternate",
             "href": "https://example.org/de", "hreflang": "de"}},
           {"pluginId": "seo", "value": {"kind": "jsonld", "id": "x",
             "graph": {"@type": "Thing", "name": "</script><script>window.foreign=1</script>"}}}],
         "page:fragments": [
           {"pluginId": "t", "value": {"kind": "external-script", "placement": "head",
             "src": "%s", "async": true, "attributes": {"onload": "window.foreign = 1"}}},
           {"pluginId": "t", "value": {"kind": "html", "placement": "body:start",
             "html": "<script>window.ran = (window.ran || []).concat('html')</script>"}},
           {"pluginId": "t", "value": {"kind": "inline-script", "placement": "body:end",
             "code": "// </script> <!-- <script>\\r\\nwindow.ran = (window.ran || []).concat('inline')"}},
           {"pluginId": "t", "value": {"kind": "inline-script", "placement": "body:end",
             "code": "window.ran = (window.ran || []).concat('module')",
             "attributes": {"type": "module"}}}]}
        """
                .formatted(scriptUrl("/tag.js"));
    }

    private String scriptUrl(String file) {
        return "http://localhost:" + scripts.getAddress().getPort() + file;
    }

    private void serve(String file, String text) {
        scripts.createContext(
                file,
                exchange -> {
                    try (exchange) {
                        var body = text.getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "text/javascript");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
    }

    private void screenshots(Browser browser) throws IOException {
        for (var width : List.of(1200, 390)) {
            for (var scheme : List.of("light", "dark")) {
                browser.command(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                width,
                                "height",
                                900,
                                "deviceScaleFactor",
                                1,
                                "mobile",
                                width < 500));
                browser.command(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                for (var page : Map.of("entry", path, "home", "/").entrySet()) {
                    browser.open(site.resolve(page.getValue()).toString());
                    var picture =
                            browser.command("Page.captureScreenshot", Map.of())
                                    .path("data")
                                    .asText();
                    Files.write(
                            Path.of(SCREENSHOTS, page.getKey() + width + scheme + ".png"),
                            Base64.getDecoder().decode(picture));
                }
            }
        }
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
