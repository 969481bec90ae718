package dev.hookline.content.revision;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class RevisionQuarkusTest {

    @Test
    void forgetsTheOldestBeyondThoseToKeep() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "1"));
        for (int i = 2; i <= 32; i++) {
            patch(posts, id, Map.of("title", String.valueOf(i))).then().statusCode(200);
        }

        asAdmin()
                .get(entry(posts, id) + "/revisions?limit=100")
                .then()
                .body("items", hasSize(30))
                .body("items[29].revision", equalTo(3));
        asAdmin().get(entry(posts, id) + "/revisions/2").then().statusCode(404);
    }

    @Test
    void keepsEverySaveNewestFirst() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "One"));
        as(TestTokens.editor())
                .body(Map.of("slug", "two", "data", Map.of("title", "Two")))
                .patch(entry(posts, id));
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        patch(posts, id, Map.of("title", "Three"));

        var first = asAdmin().get(entry(posts, id) + "/revisions?limit=2");
        first.then()
                .statusCode(200)
                .body("items.revision", equalTo(List.of(3, 2)))
                .body("items[1].slug", equalTo("two"))
                .body("items[1].authorId", equalTo("editor-1"))
                .body("items[0].data.title", equalTo("Three"));
        asAdmin()
                .get(entry(posts, id) + "/revisions?limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.revision", equalTo(List.of(1)))
                .body("nextCursor", nullValue());
        asAdmin()
                .get(entry(posts, id) + "/revisions/1")
                .then()
                .body("slug", equalTo("one"))
                .body("data.title", equalTo("One"));
        asAdmin().get(entry(posts, id) + "/revisions/9").then().statusCode(404);
        asAdmin().get(entry(posts, id) + "/revisions/x").then().statusCode(404);
        as(TestTokens.withoutRole()).get(entry(posts, id) + "/revisions").then().statusCode(403);
    }

    @Test
    void restoresAsANewSave() {
        var posts = collectionWith(field("title", "string"), field("n", "integer"));
        var id = created(posts, Map.of("title", "One", "n", 1));
        asAdmin()
                .body(Map.of("slug", "two", "data", Map.of("title", "Two", "n", 2)))
                .patch(entry(posts, id));
        asAdmin()
                .post(entry(posts, id) + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .header("ETag", "\"v3\"")
                .body("slug", equalTo("one"))
                .body("data", equalTo(Map.of("title", "One", "n", 1)));
        asAdmin().get(entry(posts, id) + "/revisions").then().body("items", hasSize(3));
        asAdmin()
                .header("If-Match", "\"v1\"")
                .post(entry(posts, id) + "/revisions/2/restore")
                .then()
                .statusCode(412);
        asAdmin().post(entry(posts, id) + "/revisions/7/restore").then().statusCode(404);
    }

    @Test
    void leavesOutFieldsThatAreGone() {
        var posts = collectionWith(field("title", "string"), field("old", "string"));
        var id = created(posts, Map.of("title", "One", "old", "x"));
        asAdmin()
                .body(Map.of("fields", List.of(field("title", "string"))))
                .patch(COLLECTIONS + '/' + posts)
                .then()
                .statusCode(200);
        asAdmin()
                .post(entry(posts, id) + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("data", equalTo(Map.of("title", "One")));
    }

    @Test
    void asksPluginsBeforeRestoring() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "One"));
        patch(posts, id, Map.of("title", "Two"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("policy", "content:beforeSave", posts);
            gateway.answer(
                    "content:beforeSave",
                    question -> completed(question.content().put("title", "One, improved")));
            asAdmin()
                    .post(entry(posts, id) + "/revisions/1/restore")
                    .then()
                    .statusCode(200)
                    .body("data.title", equalTo("One, improved"));
            var event = gateway.nextQuestion().event();
            assertThat(event.at("/content/title").asText()).isEqualTo("One");
            assertThat(event.at("/isNew").asBoolean()).isFalse();
            assertThat(event.at("/changed/0").asText()).isEqualTo("title");
        }
    }
}
