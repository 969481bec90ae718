package dev.hookline.content.page.serve;

import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class PagesQuarkusTest {

    private static final String HIDDEN = "Hidden-7f3a";

    @Test
    void showsAPublishedEntry() {
        var posts = posts();
        published(posts, "hello", "Hello <hooks>", "First *post*.");

        var answer = get("/" + posts + "/hello").statusCode(200);

        var page = document(answer);
        assertThat(page.title()).isEqualTo("Hello <hooks> | Hookline");
        assertThat(page.select("main h1").text()).isEqualTo("Hello <hooks>");
        assertThat(page.select("main em").text()).isEqualTo("post");
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("http://localhost:8081/" + posts + "/hello");
        assertThat(page.select("script[type=application/ld+json]").html())
                .contains("\"@type\":\"BlogPosting\"");
        assertThat(page.select("meta[property=og:type]").attr("content")).isEqualTo("article");
        answer.header("Content-Type", "text/html;charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .header("Vary", containsString("Accept-Encoding"))
                .header("Cache-Control", containsString("stale-while-revalidate"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @Test
    void answersAReaderWhoHasThePage() {
        var posts = posts();
        published(posts, "hello", "Hello", "Text");
        var tag = get("/" + posts + "/hello").extract().header("ETag");

        given().header("If-None-Match", tag)
                .get("/" + posts + "/hello")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"")
                .get("/" + posts + "/hello")
                .then()
                .statusCode(200);
        given().head("/" + posts + "/hello").then().statusCode(200).header("ETag", tag);
    }

    @Test
    void listsTheNewestFirstInPages() {
        var posts = posts();
        for (int i = 1; i <= 13; i++) {
            published(posts, "p" + i, "Post " + i, "Text");
        }

        var first = document(get("/" + posts).statusCode(200));
        assertThat(first.select("ol.entries h2").eachText())
                .hasSize(10)
                .startsWith("Post 13", "Post 12");
        var older = first.select("nav.paging a[rel=next]").attr("href");
        var second = document(get(older).statusCode(200));
        assertThat(second.select("ol.entries h2").eachText())
                .containsExactly("Post 3", "Post 2", "Post 1");
        assertThat(second.select("nav.paging a").eachAttr("href")).containsExactly("/" + posts);
        assertThat(document(get("/")).select("ol.entries h2").eachText()).hasSize(10);
        get("/" + posts + "?after=rubbish").statusCode(200);
    }

    @Test
    void sendsReadersFromAnOldSlugToTheNewOne() {
        var posts = posts();
        var id = published(posts, "old", "Hello", "Text");
        asAdmin().body(Map.of("slug", "new")).patch(entry(posts, id)).then().statusCode(200);
        get("/" + posts + "/old").statusCode(200);
        publish(posts, id);

        given().redirects()
                .follow(false)
                .get("/" + posts + "/old")
                .then()
                .statusCode(301)
                .header("Location", containsString("/" + posts + "/new"));
        get("/" + posts + "/new").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unpublish", "delete", "purge"})
    void saysThatWhatWasPublishedIsGone(String way) {
        var posts = posts();
        var id = published(posts, "hello", HIDDEN, "Text");
        get("/" + posts + "/hello").statusCode(200);
        get("/" + posts).body(containsString(HIDDEN));

        takeAway(posts, id, way);

        var page = document(get("/" + posts + "/hello").statusCode(410));
        assertThat(page.select("h1").text()).isEqualTo("This page is gone");
        assertShownNowhere(posts);
    }

    @Test
    void neverShowsDraftsAndScheduledEntries() {
        var posts = posts();
        created(posts, Map.of("title", HIDDEN));
        var scheduled = created(posts, Map.of("title", HIDDEN + " later"));
        asAdmin()
                .body(Map.of("at", "2099-01-01T00:00:00Z"))
                .post(entry(posts, scheduled) + "/schedule")
                .then()
                .statusCode(200);
        var changed = published(posts, "open", "Open", "Text");
        asAdmin().body(Map.of("data", Map.of("title", HIDDEN))).patch(entry(posts, changed));

        assertShownNowhere(posts);
        assertThat(document(get("/" + posts + "/open")).select("h1").text()).isEqualTo("Open");
        get("/" + posts + "/hidden-7f3a").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/nothing-here/x",
                "/nothing-here/feed.xml",
                "/sitemap-2.xml"
            })
    void answersAPageWhereThereIsNone(String path) {
        var page = document(get(path).statusCode(404));
        assertThat(page.select("h1").text()).isEqualTo("There is no such page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/%00/x",
                "/%00/feed.xml",
                "/x/%00",
                "/x/%2F",
                "/x/%FF",
                "/x/..%2f..%2fetc",
                "/sitemap-999999.xml"
            })
    void answersAPageForAddressesThatNobodyMeans(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/api/nothing", "/preview"})
    void leavesThePathsOfTheServerAlone(String path) {
        get(path).statusCode(404).header("Content-Type", containsString("problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "q", "assets", "preview"})
    void refusesCollectionsThatWouldHideAPathOfTheServer(String name) {
        asAdmin()
                .body(Map.of("name", name, "fields", List.of(field("title", "string"))))
                .post("/api/v1/collections")
                .then()
                .statusCode(422);
    }

    @Test
    void feedsTheNewestEntries() {
        var posts = posts();
        published(posts, "hello", "Hello & <you>", "Some *text* \u0007.");

        for (var path : List.of("/" + posts + "/feed.xml", "/feed.xml")) {
            var answer = get(path).statusCode(200).extract();
            assertThat(answer.contentType()).startsWith("application/atom+xml");
            var feed = Jsoup.parse(answer.asString(), "", Parser.xmlParser());
            assertThat(feed.select("feed > id")).hasSize(1);
            assertThat(feed.select("entry > title").eachText()).contains("Hello & <you>");
            assertThat(feed.select("entry > content").eachText().toString())
                    .contains("<em>text</em>")
                    .doesNotContain("\u0007");
        }
    }

    @Test
    void mapsEveryPage() {
        var posts = posts();
        published(posts, "hello", "Hello", "Text");
        var url = "http://localhost:8081/" + posts + "/hello";

        assertThat(urls("/sitemap.xml")).contains(url);
        assertThat(urls("/sitemap-1.xml")).contains(url);
        get("/robots.txt")
                .body(containsString("Sitemap: http://localhost:8081/sitemap.xml"))
                .body(containsString("Disallow: /api/"));
    }

    @Test
    void showsADraftToThoseWithALinkOnly() {
        var posts = posts();
        var id = created(posts, Map.of("title", HIDDEN, "body", "Draft text"));
        given().post(entry(posts, id) + "/preview").then().statusCode(401);
        String url =
                asAdmin()
                        .post(entry(posts, id) + "/preview")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("url");
        var path = url.replace("http://localhost:8081", "");

        var answer = get(path).statusCode(200);

        assertThat(document(answer).select("h1").text()).isEqualTo(HIDDEN);
        answer.header("Cache-Control", "private, no-store").header("X-Robots-Tag", "noindex");
        get(path + "x").statusCode(404);
        get(path.replaceFirst("/preview/..", "/preview/AA")).statusCode(404);
        get("/preview/x.y").statusCode(404);
    }

    @Test
    void showsRichTextAndMetadataOfTheAuthor() {
        var posts =
                collectionWith(
                        field("title", "string"),
                        field("excerpt", "text"),
                        field("author", "string"),
                        field("body", "richtext"),
                        field("seo", "json"),
                        field("translations", "json"));
        var id =
                created(
                        posts,
                        Map.of(
                                "title",
                                "Rich",
                                "excerpt",
                                "In short",
                                "author",
                                "Ada",
                                "body",
                                List.of(
                                        Map.of(
                                                "_type", "block",
                                                "style", "h2",
                                                "children", List.of(Map.of("text", "Part")))),
                                "seo",
                                Map.of("noIndex", true, "canonical", "https://c.example/x"),
                                "translations",
                                Map.of("de", "https://c.example/de", "x", "no")));
        publish(posts, id);

        var page = document(get("/" + posts + "/rich").statusCode(200));

        assertThat(page.select("main h2").text()).isEqualTo("Part");
        assertThat(page.select("meta[name=description]").attr("content")).isEqualTo("In short");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://c.example/x");
        assertThat(page.select("link[hreflang]").eachAttr("href"))
                .containsExactly("https://c.example/de");
    }

    static String posts() {
        return collectionWith(field("title", "string"), field("body", "text"));
    }

    static String published(String posts, String slug, String title, String body) {
        String id =
                asAdmin()
                        .body(Map.of("slug", slug, "data", Map.of("title", title, "body", body)))
                        .post("/api/v1/content/" + posts)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        publish(posts, id);
        return id;
    }

    static void publish(String posts, String id) {
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
    }

    static ValidatableResponse get(String path) {
        return given().redirects().follow(false).get(path).then();
    }

    static Document document(ValidatableResponse answer) {
        return Jsoup.parse(answer.extract().asString());
    }

    private static List<String> urls(String path) {
        return Jsoup.parse(get(path).statusCode(200).extract().asString(), "", Parser.xmlParser())
                .select("urlset > url > loc")
                .eachText();
    }

    private static void takeAway(String posts, String id, String way) {
        switch (way) {
            case "unpublish" ->
                    asAdmin().post(entry(posts, id) + "/unpublish").then().statusCode(200);
            case "delete" -> asAdmin().delete(entry(posts, id)).then().statusCode(204);
            default -> {
                asAdmin().delete(entry(posts, id)).then().statusCode(204);
                asAdmin().delete(entry(posts, id) + "?permanent=true").then().statusCode(204);
            }
        }
    }

    /** At once, and with everything in the cache. */
    private static void assertShownNowhere(String posts) {
        for (var path : List.of("/" + posts, "/", "/" + posts + "/feed.xml", "/feed.xml")) {
            assertThat(get(path).statusCode(200).extract().asString())
                    .as(path)
                    .doesNotContainIgnoringCase(HIDDEN);
        }
        Awaitility.await()
                .atMost(Duration.ofMillis(1500))
                .untilAsserted(() ->
                        assertThat(urls("/sitemap.xml"))
                                .noneMatch(it -> it.contains(posts + "/hello")));
    }
}
