package dev.hookline.content.publishing;

import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.as;
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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.content.testing.AfterEvents;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class PublishingQuarkusTest {

    @Test
    void showsReadersThePublishedCopyOnly() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        anonymously().get(entry(posts, id)).then().statusCode(404);
        publish(posts, id)
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("status", equalTo("published"))
                .body("publishedAt", notNullValue())
                .body("hasUnpublishedChanges", equalTo(false));
        patch(posts, id, Map.of("title", "Changed"))
                .then()
                .body("status", equalTo("published"))
                .body("hasUnpublishedChanges", equalTo(true));

        anonymously()
                .get(entry(posts, id))
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("version", equalTo(2))
                .body("data.title", equalTo("Hello"))
                .body("hasUnpublishedChanges", nullValue());
        as(TestTokens.withoutRole())
                .get(entry(posts, id))
                .then()
                .body("data.title", equalTo("Hello"));
        as(TestTokens.viewer()).get(entry(posts, id)).then().body("data.title", equalTo("Changed"));

        publish(posts, id).then().statusCode(200);
        anonymously().get(entry(posts, id)).then().body("data.title", equalTo("Changed"));
    }

    @Test
    void keepsTheTimeOfTheFirstPublication() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        String first = publish(posts, id).path("publishedAt");
        patch(posts, id, Map.of("title", "Changed"));
        publish(posts, id).then().body("publishedAt", equalTo(first));
    }

    @Test
    void answersANotModifiedReader() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        publish(posts, id);
        anonymously()
                .header("If-None-Match", "\"v2\"")
                .get(entry(posts, id))
                .then()
                .statusCode(304)
                .header("ETag", "\"v2\"");
        anonymously()
                .header("If-None-Match", "\"v1\"")
                .get(entry(posts, id))
                .then()
                .statusCode(200);
    }

    @Test
    void announcesWhatReadersNoticeAndNothingElse() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        publish(posts, id);
        publish(posts, id).then().statusCode(200).body("version", equalTo(2));
        act(posts, id, "unpublish").then().statusCode(200).body("status", equalTo("draft"));
        anonymously().get(entry(posts, id)).then().statusCode(404);

        var events = AfterEvents.of(posts + '/' + id, 3);

        assertThat(events)
                .extracting(AfterEvents.AfterEvent::hook)
                .containsExactly(
                        "content:afterSave", "content:afterPublish", "content:afterUnpublish");
        assertThat(events.get(1).data().at("/content/status").asText()).isEqualTo("published");
        assertThat(events.get(1).data().at("/content/data/title").asText()).isEqualTo("Hello");
        assertThat(events.get(2).data().at("/content/status").asText()).isEqualTo("draft");
        assertThat(events.get(2).data().at("/collection").asText()).isEqualTo(posts);
    }

    @Test
    void refusesStepsThatMakeNoSense() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        conflict(act(posts, id, "unpublish"));
        conflict(act(posts, id, "unschedule"));
        conflict(act(posts, id, "restore"));
        conflict(asAdmin().delete(entry(posts, id) + "?permanent=true"));
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        conflict(publish(posts, id));
        conflict(patch(posts, id, Map.of("title", "x")));
        conflict(act(posts, id, "revisions/1/restore"));
        conflict(asAdmin().delete(entry(posts, id)));
        show(posts, id).then().body("status", equalTo("trashed")).body("version", equalTo(2));
    }

    @Test
    void letsAuthorsPublishTheirOwnEntriesOnly() {
        var posts = collectionWith(field("title", "string"));
        var ada = TestTokens.author("ada");
        String id =
                as(ada).body(Map.of("data", Map.of("title", "x"))).post(entries(posts)).path("id");
        var bob = TestTokens.author("bob");
        as(bob).post(entry(posts, id) + "/publish").then().statusCode(403);
        as(bob).body("{\"data\": {\"title\": \"y\"}}")
                .patch(entry(posts, id))
                .then()
                .statusCode(403);
        as(bob).delete(entry(posts, id)).then().statusCode(403);
        as(bob).get(entry(posts, id)).then().statusCode(200);
        as(ada).post(entry(posts, id) + "/publish").then().statusCode(200);
        as(ada).delete(entry(posts, id)).then().statusCode(204);
        as(ada).delete(entry(posts, id) + "?permanent=true").then().statusCode(403);
        as(TestTokens.editor()).delete(entry(posts, id) + "?permanent=true").then().statusCode(204);
    }

    @Test
    void keepsTheLiveSlugAndUniqueValuesUntilTheNextPublication() {
        var goods =
                collectionWith(field("title", "string"), field("sku", "string", "unique", true));
        var id = created(goods, Map.of("title", "Chair", "sku", "A"));
        publish(goods, id);
        asAdmin()
                .body(Map.of("slug", "stool", "data", Map.of("sku", "B")))
                .patch(entry(goods, id))
                .then()
                .statusCode(200);
        anonymously().get(entries(goods) + "?slug=chair").then().body("items", hasSize(1));
        anonymously().get(entries(goods) + "?slug=stool").then().body("items", hasSize(0));
        asAdmin().get(entries(goods) + "?slug=stool").then().body("items", hasSize(1));
        create(goods, Map.of("sku", "A")).then().statusCode(409);
        create(goods, Map.of("sku", "B")).then().statusCode(409);
        asAdmin()
                .body(Map.of("slug", "chair", "data", Map.of()))
                .post(entries(goods))
                .then()
                .statusCode(409);

        publish(goods, id).then().statusCode(200);

        create(goods, Map.of("sku", "A", "title", "Chair"))
                .then()
                .statusCode(201)
                .body("slug", equalTo("chair"));
    }

    private static Response publish(String collection, String id) {
        return act(collection, id, "publish");
    }

    private static Response act(String collection, String id, String action) {
        return asAdmin().post(entry(collection, id) + '/' + action);
    }

    private static void conflict(Response answer) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:conflict"))
                .body("detail", notNullValue());
    }
}
