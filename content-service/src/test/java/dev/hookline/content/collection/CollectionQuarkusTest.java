package dev.hookline.content.collection;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class CollectionQuarkusTest {

    @Test
    void showsWhatWasDefined() {
        var name = "events-" + System.nanoTime();
        var body =
                """
                {"name": "%s", "label": "Events", "fields": [
                  {"name": "title", "type": "string", "required": true, "max": 80},
                  {"name": "size", "type": "select", "options": ["S", "M"], "default": "S"}]}
                """
                        .formatted(name);
        asAdmin()
                .body(body)
                .post(COLLECTIONS)
                .then()
                .statusCode(201)
                .header("Location", containsString(COLLECTIONS + '/' + name))
                .header("ETag", equalTo("\"v1\""));
        as(TestTokens.viewer())
                .get(COLLECTIONS + '/' + name)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""))
                .body("label", equalTo("Events"))
                .body("version", equalTo(1))
                .body("fields", hasSize(2))
                .body("fields[0].required", equalTo(true))
                .body("fields[0].max", equalTo(80))
                .body("fields[1].default", equalTo("S"));
        asAdmin()
                .header("If-None-Match", "\"v1\"")
                .get(COLLECTIONS + '/' + name)
                .then()
                .statusCode(304);
    }

    @Test
    void namesEveryFaultAndCreatesNothing() {
        asAdmin()
                .body(
                        """
                        {"name": "Bad Name", "label": "a\\u0000",
                         "fields": [{"name": "slug", "type": "string"},
                                    {"name": "x", "type": "unheard-of"},
                                    {"name": "y", "type": "select"}]}
                        """)
                .post(COLLECTIONS)
                .then()
                .statusCode(422)
                .body(
                        "errors.field",
                        equalTo(
                                List.of(
                                        "name",
                                        "label",
                                        "fields[0].name",
                                        "fields[1].type",
                                        "fields[2].options")));
        asAdmin()
                .body(
                        """
                        {"name": "fine", "fields":
                          [{"name": "r", "type": "reference", "collection": "nowhere"}]}
                        """)
                .post(COLLECTIONS)
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("fields[0].collection")));
        asAdmin().get(COLLECTIONS + "/fine").then().statusCode(404);
    }

    @Test
    void refusesANameThatIsTaken() {
        var posts = collectionWith();
        asAdmin()
                .body(Map.of("name", posts, "fields", List.of()))
                .post(COLLECTIONS)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:duplicate"))
                .body("errors.field", equalTo(List.of("name")));
    }

    @Test
    void isDefinedByAdministratorsOnly() {
        var posts = collectionWith();
        var path = COLLECTIONS + '/' + posts;
        for (var token :
                List.of(TestTokens.editor(), TestTokens.author("a"), TestTokens.viewer())) {
            as(token).body("{\"name\": \"x\"}").post(COLLECTIONS).then().statusCode(403);
            as(token).body("{\"label\": \"x\"}").patch(path).then().statusCode(403);
            as(token).delete(path).then().statusCode(403);
            as(token).get(path).then().statusCode(200);
        }
        as(TestTokens.withoutRole()).get(path).then().statusCode(403);
        anonymously().get(path).then().statusCode(401);
        anonymously().get(COLLECTIONS).then().statusCode(401);
    }

    @Test
    void changesLabelAndFieldsUnderTheRightVersion() {
        var posts = collectionWith(field("title", "string"));
        var path = COLLECTIONS + '/' + posts;
        asAdmin()
                .header("If-Match", "\"v1\"")
                .body("{\"label\": \"New\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("label", equalTo("New"))
                .body("fields", hasSize(1));
        asAdmin()
                .header("If-Match", "\"v1\"")
                .body("{\"label\": \"Newer\"}")
                .patch(path)
                .then()
                .statusCode(412);
        asAdmin().header("If-Match", "\"v1\"").delete(path).then().statusCode(412);
    }

    @Test
    void shutsRemovedFieldsAndDefaultsNewOnes() {
        var posts = collectionWith(field("title", "string"), field("old", "string"));
        var id = created(posts, Map.of("title", "x", "old", "y"));
        redefine(posts, field("title", "string"), field("views", "integer", "default", 3))
                .then()
                .statusCode(200);
        show(posts, id).then().body("data", equalTo(Map.of("title", "x", "views", 3)));
        patch(posts, id, Map.of("old", "z"))
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("data.old")));
        asAdmin()
                .get(entry(posts, "?data.views=3&orderBy=data.views").replace("/?", "?"))
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
    }

    @Test
    void refusesWhatExistingEntriesDoNotSatisfyAndSaysHowMany() {
        var posts = collectionWith(field("title", "string"), field("n", "string"));
        created(posts, Map.of("title", "same", "n", "12"));
        created(posts, Map.of("title", "same"));
        var gone = created(posts, Map.of("title", "in the trash"));
        asAdmin().delete(entry(posts, gone)).then().statusCode(204);

        refused(
                redefine(posts, field("title", "string"), field("n", "string", "required", true)),
                "fields.n",
                "1 entry");
        refused(
                redefine(posts, field("title", "string"), field("n", "integer")),
                "fields.n",
                "1 entry");
        refused(
                redefine(posts, field("title", "string", "unique", true), field("n", "string")),
                "fields.title",
                "1 values");
        refused(
                redefine(posts, field("title", "string", "max", 3), field("n", "string")),
                "fields.title",
                "2 entries");
        refused(
                redefine(
                        posts,
                        field("title", "string"),
                        field("n", "string"),
                        field("more", "string", "required", true)),
                "fields.more",
                "2 entries");
        refused(
                redefine(
                        posts,
                        field("title", "string"),
                        Map.of("name", "n", "type", "reference", "collection", posts)),
                "fields.n",
                "1 values");
        asAdmin()
                .get(COLLECTIONS + '/' + posts)
                .then()
                .body("version", equalTo(1))
                .body("fields[1].type", equalTo("string"));
    }

    @Test
    void countsPublishedCopiesToo() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "published long title"));
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        patch(posts, id, Map.of("title", "short")).then().statusCode(200);
        refused(redefine(posts, field("title", "string", "max", 5)), "fields.title", "1 entry");
    }

    @Test
    void makesAFieldUniqueAndCommonAgain() {
        var goods = collectionWith(field("sku", "string"));
        created(goods, Map.of("sku", "A"));
        redefine(goods, field("sku", "string", "unique", true)).then().statusCode(200);
        create(goods, Map.of("sku", "A")).then().statusCode(409);
        redefine(goods, field("sku", "string")).then().statusCode(200);
        create(goods, Map.of("sku", "A")).then().statusCode(201);
    }

    @Test
    void doesNotResurrectValuesThatNoLongerFit() {
        var posts = collectionWith(field("title", "string"), field("n", "string"));
        created(posts, Map.of("title", "x", "n", "text"));
        redefine(posts, field("title", "string")).then().statusCode(200);
        refused(
                redefine(posts, field("title", "string"), field("n", "integer")),
                "fields.n",
                "1 entry");
    }

    @Test
    void isDeletedOnlyWhenNothingDependsOnIt() {
        var people = collectionWith(field("name", "string"));
        var posts = collectionWith(Map.of("name", "by", "type", "reference", "collection", people));
        conflict(asAdmin().delete(COLLECTIONS + '/' + people), posts);
        asAdmin().delete(COLLECTIONS + '/' + posts).then().statusCode(204);
        var ada = created(people, Map.of("name", "Ada"));
        conflict(asAdmin().delete(COLLECTIONS + '/' + people), "1 entries");
        asAdmin().delete(entry(people, ada)).then().statusCode(204);
        conflict(asAdmin().delete(COLLECTIONS + '/' + people), "1 entries");
        asAdmin().delete(entry(people, ada) + "?permanent=true").then().statusCode(204);
        asAdmin().delete(COLLECTIONS + '/' + people).then().statusCode(204);
        asAdmin().get(COLLECTIONS + '/' + people).then().statusCode(404);
    }

    @Test
    void isListedPageByPage() {
        var first = collectionWith();
        var second = collectionWith();
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    asAdmin()
                            .get(
                                    COLLECTIONS
                                            + "?limit=2"
                                            + (cursor == null ? "" : "&cursor=" + cursor));
            page.then().statusCode(200);
            names.addAll(page.path("items.name"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(names).contains(first, second).isSorted().doesNotHaveDuplicates();
        for (var limit : List.of("0", "101", "x")) {
            asAdmin()
                    .get(COLLECTIONS + "?limit=" + limit)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("limit"));
        }
    }

    @SafeVarargs
    private static Response redefine(String collection, Map<String, ?>... fields) {
        return asAdmin()
                .body(Map.of("fields", List.of(fields)))
                .patch(COLLECTIONS + '/' + collection);
    }

    private static void refused(Response answer, String field, String count) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:conflict"))
                .body("errors.field", equalTo(List.of(field)))
                .body("errors[0].message", containsString(count));
    }

    private static void conflict(Response answer, String detail) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:conflict"))
                .body("detail", containsString(detail));
    }
}
