package dev.hookline.content.trash;

import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static dev.hookline.content.testing.Api.stateOf;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static dev.hookline.content.testing.GatewayDouble.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hookline.content.testing.AfterEvents;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class TrashQuarkusTest {

    private static final String HOOK = "content:beforeDelete";

    private final GatewayDouble gateway = GatewayDouble.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void movesToTheTrashAndBackAsADraft() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        asAdmin().delete(entry(posts, id)).then().statusCode(204);

        anonymously().get(entry(posts, id)).then().statusCode(404);
        asAdmin().get(entries(posts)).then().body("items", hasSize(0));
        asAdmin()
                .get(entries(posts) + "?status=trashed")
                .then()
                .body("items.id", equalTo(List.of(id)));

        asAdmin()
                .post(entry(posts, id) + "/restore")
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("data.title", equalTo("Hello"))
                .body("slug", equalTo("hello"));
        var events = AfterEvents.of(posts + '/' + id, 4);
        assertThat(events)
                .extracting(AfterEvents.AfterEvent::hook)
                .containsExactly(
                        "content:afterSave",
                        "content:afterPublish",
                        "content:afterDelete",
                        "content:afterSave");
        assertThat(events.get(2).data())
                .hasToString(
                        "{\"id\":\"%s\",\"collection\":\"%s\",\"permanent\":false}"
                                .formatted(id, posts));
        assertThat(events.get(3).data().at("/isNew").asBoolean()).isFalse();
    }

    @Test
    void deletesForEverWhatIsInTheTrash() {
        var posts =
                collectionWith(field("title", "string"), field("sku", "string", "unique", true));
        var id = created(posts, Map.of("title", "Hello", "sku", "A"));
        patch(posts, id, Map.of("title", "Hello again"));
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        asAdmin().delete(entry(posts, id) + "?permanent=true").then().statusCode(204);

        show(posts, id).then().statusCode(404);
        asAdmin().get(entry(posts, id) + "/revisions").then().statusCode(404);
        asAdmin().delete(entry(posts, id)).then().statusCode(404);
        create(posts, Map.of("title", "Hello", "sku", "A")).then().statusCode(201);
        assertThat(AfterEvents.of(posts + '/' + id, 4).getLast().data())
                .hasToString(
                        "{\"id\":\"%s\",\"collection\":\"%s\",\"permanent\":true}"
                                .formatted(id, posts));
    }

    @Test
    void givesUpSlugAndUniqueValuesInTheTrash() {
        var goods =
                collectionWith(field("title", "string"), field("sku", "string", "unique", true));
        var id = created(goods, Map.of("title", "Chair", "sku", "A"));
        asAdmin().delete(entry(goods, id)).then().statusCode(204);
        var successor = created(goods, Map.of("title", "Chair", "sku", "A"));

        asAdmin()
                .post(entry(goods, id) + "/restore")
                .then()
                .statusCode(409)
                .body("errors.field", equalTo(List.of("data.sku")));

        patch(goods, successor, Map.of("sku", "B")).then().statusCode(200);
        asAdmin()
                .post(entry(goods, id) + "/restore")
                .then()
                .statusCode(200)
                .body("slug", equalTo("chair-2"));
    }

    @Test
    void asksPluginsBeforeBothDeletions() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        gateway.plugin("policy", HOOK, posts);
        gateway.answer(HOOK, question -> completed(BooleanNode.TRUE));
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        asAdmin().delete(entry(posts, id) + "?permanent=true").then().statusCode(204);

        assertThat(gateway.nextQuestion().event())
                .hasToString(
                        "{\"id\":\"%s\",\"collection\":\"%s\",\"permanent\":false}"
                                .formatted(id, posts));
        assertThat(gateway.nextQuestion().event().get("permanent").asBoolean()).isTrue();
    }

    @Test
    void deletesNothingThatAPluginBlocks() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        var trashed = created(posts, Map.of("title", "Gone"));
        asAdmin().delete(entry(posts, trashed)).then().statusCode(204);
        var before = stateOf(posts);
        gateway.plugin("policy", HOOK, posts);

        for (var reply :
                List.of(
                        completed(BooleanNode.FALSE),
                        decided(HookReply.Outcome.REJECTED, "policy", "not this one"))) {
            gateway.answer(HOOK, question -> reply);
            for (var path : List.of(entry(posts, id), entry(posts, trashed) + "?permanent=true")) {
                asAdmin()
                        .delete(path)
                        .then()
                        .statusCode(422)
                        .body("type", equalTo("urn:hookline:problem:hook-rejected"))
                        .body("hook", equalTo(HOOK));
            }
        }
        gateway.answer(HOOK, question -> decided(HookReply.Outcome.FAILED, "policy", "broken"));
        asAdmin().delete(entry(posts, id)).then().statusCode(502);
        gateway.answer(HOOK, question -> decided(HookReply.Outcome.TIMED_OUT, "policy", "late"));
        asAdmin().delete(entry(posts, id)).then().statusCode(504);
        assertThat(stateOf(posts)).isEqualTo(before);
    }

    @Test
    void refusesAPermanentThatIsNeitherTrueNorFalse() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        asAdmin()
                .delete(entry(posts, id) + "?permanent=yes")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("permanent")));
        show(posts, id).then().statusCode(200);
    }
}
