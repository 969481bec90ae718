package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad input: a problem document that names the field, and nothing changed. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class BadInputQuarkusTest {

    private String posts;
    private String id;
    private String before;

    @BeforeEach
    void storeSomething() {
        posts =
                collectionWith(
                        field("title", "string", "required", true),
                        field("n", "integer"),
                        field("sku", "string", "unique", true));
        id = created(posts, Map.of("title", "Hello", "n", 1, "sku", "A"));
        created(posts, Map.of("title", "Other", "sku", "B"));
        before = stateOf(posts);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(stateOf(posts)).isEqualTo(before);
    }

    @Test
    void refusesAnUnknownCollection() {
        asAdmin()
                .body("{\"data\": {}}")
                .post(entries("nowhere"))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:not-found"))
                .body("detail", containsString("nowhere"));
        asAdmin().get(entries("No%00where")).then().statusCode(404);
        asAdmin().get(entry(posts, "a%00b")).then().statusCode(404);
        asAdmin().body("{}").patch(entry(posts, "a%00b")).then().statusCode(404);
        asAdmin().body("{}").patch(entry(posts, "nobody")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'data': {'title': 'x', 'nope': 1}} | data.nope",
                "{'data': {'title': 'x', 'slug': 'y'}} | data.slug",
                "{'data': {'title': 1}} | data.title",
                "{'data': {'title': 'x', 'n': 'one'}} | data.n",
                "{'data': {'title': 'x', 'n': 1.5}} | data.n",
                "{'data': {'title': 'a\\u0000b'}} | data.title",
                "{'data': {'title': null}} | data.title",
                "{'data': {'title': ''}} | data.title",
                "{'data': {'title': ' '}} | data.title",
                "{'slug': 'Not A Slug', 'data': {'title': 'x'}} | slug",
                "{'slug': '', 'data': {'title': 'x'}} | slug",
                "{'slug': 'a\\u0000', 'data': {'title': 'x'}} | slug"
            })
    void refusesContentThatDoesNotFit(String body, String field) {
        var json = body.replace('\'', '"');
        expect(asAdmin().body(json).post(entries(posts)), 422, "validation-failed", field);
        expect(asAdmin().body(json).patch(entry(posts, id)), 422, "validation-failed", field);
    }

    @Test
    void refusesAMissingRequiredField() {
        expect(
                asAdmin().body("{\"data\": {\"n\": 1}}").post(entries(posts)),
                422,
                "validation-failed",
                "data.title");
        expect(asAdmin().body("{}").post(entries(posts)), 422, "validation-failed", "data.title");
    }

    @Test
    void namesEveryFaultAtOnce() {
        asAdmin()
                .body("{\"slug\": \" \", \"data\": {\"n\": true, \"x\": 1}}")
                .post(entries(posts))
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("slug", "data.x", "data.title", "data.n")));
    }

    @Test
    void refusesADuplicateUniqueValue() {
        var data = Map.of("title", "x", "sku", "B");
        expect(
                asAdmin().body(Map.of("data", data)).post(entries(posts)),
                409,
                "duplicate",
                "data.sku");
        expect(
                asAdmin().body(Map.of("data", data)).patch(entry(posts, id)),
                409,
                "duplicate",
                "data.sku");
    }

    @Test
    void refusesADuplicateSlugThatTheClientChose() {
        var body = Map.of("slug", "other", "data", Map.of("title", "x"));
        expect(asAdmin().body(body).post(entries(posts)), 409, "duplicate", "slug");
        expect(asAdmin().body(body).patch(entry(posts, id)), 409, "duplicate", "slug");
    }

    @Test
    void refusesADuplicateOrImpossibleId() {
        expect(
                asAdmin().body(Map.of("id", id, "data", Map.of("title", "x"))).post(entries(posts)),
                409,
                "duplicate",
                "id");
        for (var impossible : List.of("a b", "../x", "-x", "x".repeat(65), "a\u0000b", "")) {
            expect(
                    asAdmin()
                            .body(Map.of("id", impossible, "data", Map.of("title", "x")))
                            .post(entries(posts)),
                    422,
                    "validation-failed",
                    "id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "\"x\"",
                "{\"data\": {\"title\": \"x\"}} trailing",
                "{\"data\": {\"title\": \"x\", \"title\": \"y\"}}",
                "{\"slug\": \"a\", \"slug\": \"b\", \"data\": {\"title\": \"x\"}}",
                "{\"data\": {\"title\": NaN}}",
                "\u0000"
            })
    void refusesMalformedJson(String body) {
        for (var answer :
                List.of(
                        asAdmin().body(body).post(entries(posts)),
                        asAdmin().body(body).patch(entry(posts, id)))) {
            answer.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:hookline:problem:malformed-request"));
        }
    }

    @Test
    void refusesJsonThatIsTooDeep() {
        var deep = "[".repeat(500) + "]".repeat(500);
        asAdmin()
                .body("{\"data\": {\"title\": " + deep + "}}")
                .post(entries(posts))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:malformed-request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'data': 'text'} | data",
                "{'data': []} | data",
                "{'slug': {}, 'data': {}} | slug",
                "{'titel': 'x'} | titel"
            })
    void namesTheMemberOfTheWrongShape(String body, String member) {
        expect(
                asAdmin().body(body.replace('\'', '"')).post(entries(posts)),
                400,
                "malformed-request",
                member);
    }

    @Test
    void refusesAnotherMediaType() {
        asAdmin()
                .contentType(ContentType.TEXT)
                .body("title=x")
                .post(entries(posts))
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:hookline:problem:unsupported-media-type"));
    }

    @Test
    void refusesABodyOverOneMebibyte() {
        var body = "{\"data\": {\"title\": \"" + "x".repeat(1024 * 1024) + "\"}}";
        asAdmin()
                .body(body)
                .post(entries(posts))
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:hookline:problem:too-large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "%20",
                "eyJzIjoxfQ",
                "bnVsbA",
                "W10",
                "e30",
                "%00",
                "eyJhIjoiXHUwMDAwIn0"
            })
    void refusesACursorThatIsNotOurs(String cursor) {
        asAdmin()
                .urlEncodingEnabled(false)
                .get(entries(posts) + "?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
    }

    @Test
    void refusesACursorOfAnotherListOrderOrFilter() {
        String cursor = asAdmin().get(entries(posts) + "?limit=1").path("nextCursor");
        for (var other : List.of("orderBy=createdAt", "status=draft", "data.n=1", "slug=x")) {
            asAdmin()
                    .get(entries(posts) + '?' + other + "&cursor=" + cursor)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
        }
        asAdmin().get(COLLECTIONS + "?cursor=" + cursor).then().statusCode(400);
    }

    @Test
    void refusesAStaleVersion() {
        for (var stale : List.of("\"v0\"", "\"v2\"", "W/\"v1\"", "v1", "\"v1", "nonsense")) {
            asAdmin()
                    .header("If-Match", stale)
                    .body(Map.of("data", Map.of("title", "x")))
                    .patch(entry(posts, id))
                    .then()
                    .statusCode(412)
                    .body("type", equalTo("urn:hookline:problem:stale-version"))
                    .body("detail", containsString("v1"));
            asAdmin().header("If-Match", stale).delete(entry(posts, id)).then().statusCode(412);
            asAdmin()
                    .header("If-Match", stale)
                    .post(entry(posts, id) + "/publish")
                    .then()
                    .statusCode(412);
        }
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("expired", TestTokens.expired()),
                Arguments.of("signed by a stranger", TestTokens.wronglySigned()),
                Arguments.of("for another application", TestTokens.adminWith("aud", "shop")),
                Arguments.of("for no application", TestTokens.adminWith("aud", "")),
                Arguments.of("without a subject", TestTokens.adminWith("sub", "")),
                Arguments.of("of a subject with U+0000", TestTokens.adminWith("sub", "a\u0000")),
                Arguments.of("no token at all", "garbage"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesABadTokenEvenForReading(String kind, String token) {
        as(token)
                .body(Map.of("data", Map.of("title", "x")))
                .post(entries(posts))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:unauthenticated"));
        as(token).get(entries(posts)).then().statusCode(401);
    }

    @Test
    void refusesAMissingToken() {
        var change = Map.of("data", Map.of("title", "x"));
        anonymously().body(change).post(entries(posts)).then().statusCode(401);
        anonymously().body(change).patch(entry(posts, id)).then().statusCode(401);
        anonymously().delete(entry(posts, id)).then().statusCode(401);
        anonymously().post(entry(posts, id) + "/publish").then().statusCode(401);
        anonymously().post(entry(posts, id) + "/revisions/1/restore").then().statusCode(401);
        anonymously().get(entry(posts, id) + "/revisions").then().statusCode(401);
        anonymously().body("{}").post(COLLECTIONS).then().statusCode(401);
    }

    @Test
    void refusesAMissingRole() {
        var change = Map.of("data", Map.of("title", "x"));
        for (var token : List.of(TestTokens.viewer(), TestTokens.withoutRole())) {
            as(token)
                    .body(change)
                    .post(entries(posts))
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:hookline:problem:forbidden"));
            as(token).body(change).patch(entry(posts, id)).then().statusCode(403);
            as(token).delete(entry(posts, id)).then().statusCode(403);
            as(token).post(entry(posts, id) + "/publish").then().statusCode(403);
            as(token).post(entry(posts, id) + "/revisions/1/restore").then().statusCode(403);
        }
    }

    @Test
    void refusesAReferenceToNowhere() {
        var books =
                collectionWith(Map.of("name", "about", "type", "reference", "collection", posts));
        var body = Map.of("data", Map.of("about", "nobody"));
        expect(asAdmin().body(body).post(entries(books)), 422, "validation-failed", "data.about");
    }

    private static void expect(Response answer, int status, String type, String field) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:" + type))
                .body("errors.field", hasItem(field))
                .body("detail", containsString(field));
    }
}
