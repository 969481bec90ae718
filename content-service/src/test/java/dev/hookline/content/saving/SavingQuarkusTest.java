package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.hookline.content.testing.AfterEvents;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class SavingQuarkusTest {

    @Test
    void keepsWhatWasSaved() {
        var posts = collectionWith(field("title", "string", "required", true), field("n", "json"));
        var answer =
                asAdmin()
                        .body(
                                "{\"data\": {\"title\": \"Crème & Café\", \"n\": {\"x\": [1.10,"
                                        + " null]}}}")
                        .post(entries(posts));
        String id =
                answer.then()
                        .statusCode(201)
                        .header("ETag", "\"v1\"")
                        .body("id", hasLength(26))
                        .body("collection", equalTo(posts))
                        .body("slug", equalTo("creme-cafe"))
                        .body("status", equalTo("draft"))
                        .body("version", equalTo(1))
                        .body("authorId", equalTo("admin-1"))
                        .body("publishedAt", nullValue())
                        .body("scheduledAt", nullValue())
                        .extract()
                        .path("id");
        assertThat(answer.header("Location")).endsWith(entry(posts, id));
        assertThat(show(posts, id).asString()).isEqualTo(answer.asString());
        assertThat(answer.asString())
                .contains("\"data\":{\"title\":\"Crème & Café\",\"n\":{\"x\":[1.10,null]}}");
    }

    @Test
    void mergesAPatchOverWhatIsStored() {
        var posts = collectionWith(field("a", "string"), field("b", "integer"), field("c", "json"));
        var id = created(posts, Map.of("a", "x", "b", 1, "c", List.of(1)));
        asAdmin()
                .body("{\"data\": {\"b\": 2, \"c\": null}}")
                .patch(entry(posts, id))
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("version", equalTo(2))
                .body("slug", equalTo("x"))
                .body("data.a", equalTo("x"))
                .body("data.b", equalTo(2))
                .body("data.c", nullValue());
    }

    @Test
    void letsAClientChooseTheId() {
        var pages = collectionWith(field("title", "string"));
        asAdmin()
                .body(Map.of("id", "home", "data", Map.of("title", "Welcome")))
                .post(entries(pages))
                .then()
                .statusCode(201)
                .body("id", equalTo("home"))
                .body("slug", equalTo("welcome"));
        show(pages, "home").then().statusCode(200);
    }

    @Test
    void makesASlugOfTheIdWhenThereIsNoTitle() {
        var things = collectionWith(field("n", "integer"));
        asAdmin()
                .body(Map.of("id", "Thing_1", "data", Map.of("n", 1)))
                .post(entries(things))
                .then()
                .statusCode(201)
                .body("slug", equalTo("thing-1"));
    }

    @Test
    void numbersGeneratedSlugsThatAreTaken() {
        var posts = collectionWith(field("title", "string"));
        create(posts, Map.of("title", "Hello")).then().body("slug", equalTo("hello"));
        create(posts, Map.of("title", "Hello")).then().body("slug", equalTo("hello-2"));
        create(posts, Map.of("title", "Hello")).then().body("slug", equalTo("hello-3"));
    }

    @Test
    void findsAFreeSlugHoweverManyAreTaken() {
        var posts = collectionWith(field("title", "string"));
        var slugs =
                IntStream.range(0, 30)
                        .mapToObj(
                                i -> (String) create(posts, Map.of("title", "Hello")).path("slug"))
                        .toList();
        assertThat(slugs).doesNotHaveDuplicates().allMatch(slug -> slug.startsWith("hello"));
    }

    @Test
    void keepsTheSlugWhenTheTitleChanges() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Before"));
        patch(posts, id, Map.of("title", "After")).then().body("slug", equalTo("before"));
        asAdmin()
                .body(Map.of("slug", "after"))
                .patch(entry(posts, id))
                .then()
                .statusCode(200)
                .body("slug", equalTo("after"));
        create(posts, Map.of("title", "Before")).then().body("slug", equalTo("before"));
    }

    @Test
    void fillsInDefaults() {
        var posts =
                collectionWith(
                        field("title", "string"),
                        field("views", "integer", "default", 0),
                        field("lang", "string", "default", "en"));
        var id =
                create(posts, Map.of("title", "x", "lang", "de"))
                        .then()
                        .body("data", aMapWithSize(3))
                        .body("data.views", equalTo(0))
                        .body("data.lang", equalTo("de"))
                        .extract()
                        .<String>path("id");
        show(posts, id).then().body("data.views", equalTo(0));
    }

    @Test
    void givesUniqueValuesBackWhenTheyChange() {
        var goods = collectionWith(field("sku", "string", "unique", true));
        var first = created(goods, Map.of("sku", "A"));
        create(goods, Map.of("sku", "A")).then().statusCode(409);
        patch(goods, first, Map.of("sku", "B")).then().statusCode(200);
        create(goods, Map.of("sku", "A")).then().statusCode(201);
        patch(goods, first, Map.of("sku", "A")).then().statusCode(409);
    }

    @Test
    void keepsReferencesToWhatExists() {
        var people = collectionWith(field("name", "string"));
        var posts =
                collectionWith(Map.of("name", "author", "type", "reference", "collection", people));
        var ada = created(people, Map.of("name", "Ada"));
        created(posts, Map.of("author", ada));
    }

    @Test
    void announcesEverySaveWithTheWholeEntry() {
        var posts = collectionWith(field("title", "string"), field("n", "number"));
        var id = created(posts, Map.of("title", "Hello", "n", 1.5));
        patch(posts, id, Map.of("title", "Hello again")).then().statusCode(200);

        var events = AfterEvents.of(posts + '/' + id, 2);

        assertThat(events)
                .extracting(AfterEvents.AfterEvent::hook)
                .containsOnly("content:afterSave");
        var created = events.getFirst();
        assertThat(created.data().at("/collection").asText()).isEqualTo(posts);
        assertThat(created.data().at("/isNew").asBoolean()).isTrue();
        assertThat(created.data().at("/content/id").asText()).isEqualTo(id);
        assertThat(created.data().at("/content/slug").asText()).isEqualTo("hello");
        assertThat(created.data().at("/content/data/n").asDouble()).isEqualTo(1.5);
        assertThat(created.headers()).containsEntry("ce_authid", "admin-1");
        var changed = events.getLast();
        assertThat(changed.data().at("/isNew").asBoolean()).isFalse();
        assertThat(changed.data().at("/content/data/title").asText()).isEqualTo("Hello again");
        assertThat(changed.data().at("/content/data/n").asDouble()).isEqualTo(1.5);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(created.headers().get("ce_dataschema")).contains("content.afterSave");
    }

    @Test
    void answersAConditionalChangeOnTheRightVersion() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        asAdmin()
                .header("If-Match", "\"v7\", \"v1\"")
                .body(Map.of("data", Map.of("title", "x")))
                .patch(entry(posts, id))
                .then()
                .statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .body(Map.of("data", Map.of("title", "y")))
                .patch(entry(posts, id))
                .then()
                .statusCode(200)
                .header("ETag", startsWith("\"v3"));
    }
}
