package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.admin;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class DeliveryApiQuarkusTest {

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "listed-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void listsAttemptsWithStatusAndAnswer() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        (call, answer) ->
                                                answer.send(500, Map.of(), "broken\u0007!"),
                                        PluginBehaviour.keep()));
        scene.install(plugin);
        var eventId = scene.saved("posts/a", 1);

        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/deliveries")
                        .then()
                        .statusCode(200)
                        .body("items.status", contains("delivered", "deferred"))
                        .body("items.attempt", contains(2, 1))
                        .body("items[0].eventId", equalTo(eventId))
                        .body("items[0].httpStatus", equalTo(204))
                        .body("items[1].answer", equalTo("broken !"))
                        .body("items[1].reason", equalTo("status 500"))
                        .body("items[1].subject", equalTo("posts/a")));
        given(admin())
                .get("/api/v1/plugins/" + id + "/deliveries?status=delivered&subject=posts/a")
                .then()
                .body("items", hasSize(1));
        given(admin())
                .get("/api/v1/plugins/" + id + "/deliveries?hook=content:afterDelete")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void pagesThroughTheLog() {
        scene.install(scene.plugin(id).hook(SAVED, PluginBehaviour.keep()));
        for (int i = 0; i < 3; i++) {
            scene.saved("posts/a", i);
        }
        var list = "/api/v1/plugins/" + id + "/deliveries";
        await().untilAsserted(() -> given(admin()).get(list).then().body("items", hasSize(3)));

        String cursor =
                given(admin())
                        .get(list + "?limit=2")
                        .then()
                        .body("items", hasSize(2))
                        .extract()
                        .path("nextCursor");
        given(admin())
                .get(list + "?limit=2&cursor=" + cursor)
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
        given(admin())
                .get(list + "?status=dead&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
        given(admin())
                .get(list + "?status=nonsense")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("status"));
        given(admin()).get("/api/v1/plugins/absent/deliveries").then().statusCode(404);
    }

    @Test
    void showsADeadLetterAndTriesItAgain() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.reject("not today"));
        scene.install(plugin);
        var eventId = scene.saved("posts/a", 1);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/deliveries?status=dead")
                        .then()
                        .body("items.id", contains(id + ":" + eventId)));

        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/deliveries/" + id + ":" + eventId)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("dead"))
                        .body("reason", equalTo("status 422: not today"))
                        .body("attempts", hasSize(2))
                        .body("event.topic", equalTo("hookline.content.after"))
                        .body("event.headers.ce_id", equalTo(eventId))
                        .body("event.data.content.number", equalTo(1)));

        plugin.answer(SAVED, PluginBehaviour.keep());
        given(admin())
                .post("/api/v1/deliveries/" + id + ":" + eventId + "/retry")
                .then()
                .statusCode(202)
                .body("status", equalTo("waiting"));

        await().untilAsserted(
                        () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1, 1));
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/deliveries/" + id + ":" + eventId)
                        .then()
                        .body("status", equalTo("delivered"))
                        .body("event", nullValue()));
        given(admin())
                .post("/api/v1/deliveries/" + id + ":" + eventId + "/retry")
                .then()
                .statusCode(409);
    }

    @Test
    void bringsAWaitingDeliveryForward() {
        var plugin =
                scene.plugin(id)
                        .hook(SAVED, PluginBehaviour.status(503, Map.of("Retry-After", "600")));
        scene.install(plugin);
        var eventId = scene.saved("posts/a", 1);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/deliveries?status=waiting")
                        .then()
                        .body("items", hasSize(1))
                        .body("items[0].nextAttemptAt", notNullValue()));

        plugin.answer(SAVED, PluginBehaviour.keep());
        given(admin())
                .post("/api/v1/deliveries/" + id + ":" + eventId + "/retry")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1));
    }

    @Test
    void replaysATimeRangeToOnePluginInOrder() {
        var from = Instant.now();
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.keep());
        var other = scene.plugin(id + "-other").hook(SAVED, PluginBehaviour.keep());
        scene.install(plugin);
        scene.install(other);
        for (int i = 0; i < 30; i++) {
            scene.saved("posts/" + i % 3, i);
        }
        plugin.awaitCalls(SAVED, 30);
        other.awaitCalls(SAVED, 30);
        plugin.forgetCalls();

        int job =
                given(admin())
                        .body(Map.of("from", from.toString(), "to", Instant.now().toString()))
                        .post("/api/v1/plugins/" + id + "/replay")
                        .then()
                        .statusCode(202)
                        .body("state", equalTo("running"))
                        .extract()
                        .path("id");

        plugin.awaitCalls(SAVED, 30);
        assertThat(numbers(plugin, "posts/1")).isSorted().hasSize(10);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/replays")
                        .then()
                        .body("items[0].id", equalTo(job))
                        .body("items[0].state", equalTo("finished"))
                        .body("items[0].queued", equalTo(30)));
        assertThat(plugin.calls(SAVED)).hasSize(30);
        assertThat(other.calls(SAVED)).hasSize(30);
    }

    @Test
    void replaysTheDeadLetters() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.reject("no"));
        scene.install(plugin);
        for (int i = 0; i < 5; i++) {
            scene.saved("posts/" + i, i);
        }
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/deliveries?status=dead")
                        .then()
                        .body("items", hasSize(5)));
        plugin.answer(SAVED, PluginBehaviour.keep());
        plugin.forgetCalls();

        given(admin())
                .body(
                        Map.of(
                                "from", Instant.now().minusSeconds(600).toString(),
                                "to", Instant.now().toString(),
                                "deadLettersOnly", true))
                .post("/api/v1/plugins/" + id + "/replay")
                .then()
                .statusCode(202);

        plugin.awaitCalls(SAVED, 5);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id + "/deliveries?status=dead")
                        .then()
                        .body("items", hasSize(0)));
    }

    @Test
    void refusesAReplayThatMakesNoSense() {
        scene.install(scene.plugin(id).hook(SAVED, PluginBehaviour.keep()));
        var replay = "/api/v1/plugins/" + id + "/replay";

        given(admin())
                .body(Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .post(replay)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("to"));
        given(admin()).body(Map.of()).post(replay).then().statusCode(422);
        given(admin())
                .body(
                        Map.of(
                                "from", "2026-01-01T00:00:00Z",
                                "to", "2026-01-02T00:00:00Z",
                                "hooks", List.of("nope")))
                .post(replay)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("hooks"));
        given(admin())
                .body(Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-01-02T00:00:00Z"))
                .post("/api/v1/plugins/absent/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void isForAdministratorsOnly() {
        given().auth()
                .oauth2(TestTokens.editor())
                .get("/api/v1/plugins/" + id + "/deliveries")
                .then()
                .statusCode(403);
        given().get("/api/v1/deliveries/a:b").then().statusCode(401);
        given(admin()).get("/api/v1/deliveries/a:b").then().statusCode(404);
        given(admin()).get("/api/v1/deliveries/nonsense").then().statusCode(404);
    }
}
