package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.admin;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static dev.hookline.gateway.delivery.DeliveryScene.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.DeadLetterHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.RecordedCall;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
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
class DeliveryQuarkusTest {

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "taker-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void triesAFailedEventAgainBeforeLaterOnesOfItsSubject() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(500), PluginBehaviour.keep()));
        scene.install(plugin);

        scene.saved("posts/a", 1);
        scene.saved("posts/a", 2);
        scene.saved("posts/a", 3);

        await().untilAsserted(
                        () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1, 2, 3));
        assertThat(plugin.calls(SAVED).stream().map(call -> attempt(call)).toList())
                .containsExactly(1, 2, 1, 1);
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
        assertThat(rows("SELECT subject FROM parked_subject WHERE plugin_id = '" + id + "'"))
                .isEmpty();
    }

    @Test
    void showsHowFarEachHookIsBehind() {
        scene.install(scene.plugin(id).hook(SAVED, PluginBehaviour.keep()));

        scene.saved("posts/a", 1);

        await().untilAsserted(() ->
                assertThat(given().get("/q/metrics").asString())
                        .contains(
                                "hookline_delivery_delay_seconds_count{hook=\"%s\",plugin=\"%s\"} 1"
                                        .formatted(SAVED, id)));
    }

    @Test
    void keepsTheEventIdAcrossAttempts() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.closeConnection(), PluginBehaviour.keep()));
        scene.install(plugin);

        var eventId = scene.saved("posts/a", 1);

        assertThat(plugin.awaitCalls(SAVED, 2))
                .allSatisfy(call -> assertThat(call.header("webhook-id")).contains(eventId));
    }

    @Test
    void holdsUpNoOtherSubjectWhileOneWaits() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                (call, answer) -> {
                                    var stuck = call.body().contains("posts/stuck");
                                    answer.send(
                                            stuck ? 503 : 204,
                                            stuck ? Map.of("Retry-After", "30") : Map.of(),
                                            "");
                                });
        scene.install(plugin);

        scene.saved("posts/stuck", 1);
        plugin.awaitCalls(SAVED, 1);
        for (int i = 0; i < 1500; i++) {
            scene.publisher()
                    .send(
                            SAVED,
                            i % 2 == 0 ? "posts/stuck" : "posts/free",
                            DeliveryScene.savedJson(i % 2 == 0 ? "posts/stuck" : "posts/free", i),
                            Map.of());
        }

        await().untilAsserted(() -> assertThat(numbers(plugin, "posts/free")).hasSize(750));
        assertThat(numbers(plugin, "posts/free")).isSorted();
        assertThat(numbers(plugin, "posts/stuck")).containsExactly(1);
        await().untilAsserted(() -> assertThat(waiting()).hasSize(751));
    }

    @Test
    void givesUpWhenAttemptsAreUsedUpAndGoesOnWithTheSubject() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                (call, answer) ->
                                        answer.send(
                                                call.body().contains("\"number\": 1}") ? 500 : 204,
                                                Map.of(),
                                                ""));
        scene.install(plugin);

        var dead = scene.saved("posts/a", 1);
        scene.saved("posts/a", 2);

        await().untilAsserted(
                        () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1, 1, 2));
        await().untilAsserted(() -> assertThat(deadLetters()).containsExactly(dead));
        await().untilAsserted(() ->
                assertThat(DeliveryScene.records(Topics.DEAD_LETTERS, id))
                        .singleElement()
                        .satisfies(letter -> {
                            var headers = letter.headers();
                            assertThat(RecordHeaderText.find(headers, CloudEventHeaders.ID))
                                    .isEqualTo(dead);
                            assertThat(RecordHeaderText.find(headers, DeadLetterHeaders.PLUGIN))
                                    .isEqualTo(id);
                            assertThat(RecordHeaderText.find(headers, DeadLetterHeaders.REASON))
                                    .isEqualTo("status 500");
                            assertThat(RecordHeaderText.find(headers, DeadLetterHeaders.ATTEMPTS))
                                    .isEqualTo("3");
                            assertThat(new String(letter.value())).contains("posts/a");
                        }));
    }

    @Test
    void triesARefusedEventOnlyOnceMore() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.reject("not for me"));
        scene.install(plugin);

        var refused = scene.saved("posts/a", 1);

        await().untilAsserted(() -> assertThat(deadLetters()).containsExactly(refused));
        assertThat(plugin.calls(SAVED)).hasSize(2);
    }

    @Test
    void waitsAsLongAsThePluginAsks() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(429, Map.of("Retry-After", "2")),
                                        PluginBehaviour.keep()));
        scene.install(plugin);

        scene.saved("posts/a", 1);

        var calls = plugin.awaitCalls(SAVED, 2);
        assertThat(Duration.between(calls.get(0).receivedAt(), calls.get(1).receivedAt()))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
    }

    @Test
    void stopsThePushAtGoneAndGoesOnWhereItStoppedWhenActivatedAgain() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.status(410));
        scene.install(plugin);

        scene.saved("posts/a", 1);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + id)
                        .then()
                        .body("pushStopped.reason", containsString("410"))
                        .body("status", equalTo("active")));
        scene.saved("posts/a", 2);
        scene.saved("posts/b", 3);
        assertThat(plugin.calls(SAVED)).hasSize(1);

        plugin.answer(SAVED, PluginBehaviour.keep());
        given(admin())
                .post("/api/v1/plugins/" + id + "/activate")
                .then()
                .statusCode(200)
                .body("pushStopped", nullValue());

        await().untilAsserted(
                        () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1, 2));
        await().untilAsserted(() -> assertThat(numbers(plugin, "posts/b")).containsExactly(3));
    }

    @Test
    void makesAnEventThatCannotBeReadADeadLetter() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.keep());
        scene.install(plugin);

        scene.publisher()
                .publish(
                        SAVED,
                        "posts/a",
                        DeliveryScene.savedJson("posts/a", 1),
                        Map.of(CloudEventHeaders.AUTH_CLAIMS, "[\"of another kind\"]"));
        scene.publisher().publish(SAVED, "posts/b", "{\"collection\": ");
        scene.saved("posts/a", 2);

        await().untilAsserted(() -> assertThat(deadLetters()).hasSize(2));
        await().untilAsserted(() -> assertThat(numbers(plugin, "posts/a")).containsExactly(2));
        assertThat(
                        rows(
                                "SELECT reason FROM delivery WHERE state = 'dead' AND plugin_id = '"
                                        + id
                                        + "'"))
                .hasSize(2)
                .allMatch(reason -> reason.startsWith("the event cannot be read: "));
    }

    @Test
    void givesUpAnExpiredEventWithoutADeadLetter() {
        var plugin =
                scene.plugin(id)
                        .hook(SAVED, PluginBehaviour.status(503, Map.of("Retry-After", "1")));
        scene.install(plugin);

        scene.publisher()
                .publish(
                        SAVED,
                        "posts/a",
                        DeliveryScene.savedJson("posts/a", 1),
                        Map.of(
                                CloudEventHeaders.EXPIRY_TIME,
                                Instant.now().plusMillis(700).toString()));
        plugin.awaitCalls(SAVED, 1);
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());

        assertThat(plugin.calls(SAVED)).hasSize(1);
        assertThat(deadLetters()).isEmpty();
        await().untilAsserted(() ->
                assertThat(
                                rows(
                                        "SELECT status FROM delivery_log WHERE plugin_id = '"
                                                + id
                                                + "' ORDER BY position"))
                        .containsExactly("expired"));
    }

    @Test
    void aFailedRunOfATaskHoldsUpNeitherTheNextOneNorOutlivesIt() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                "cron",
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(500), PluginBehaviour.keep()));
        scene.install(plugin);

        tick("first");
        await().untilAsserted(() -> assertThat(waiting()).hasSize(1));
        tick("second");
        tick("third");

        await().untilAsserted(() -> assertThat(plugin.calls("cron")).hasSize(3));
        assertThat(plugin.calls("cron").stream().map(call -> call.event().path("data").asText()))
                .containsExactly("first", "second", "third");
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    private void tick(String data) {
        scene.publisher()
                .publish(
                        "cron",
                        id + "/task",
                        "{\"name\": \"task\", \"data\": \"" + data + "\"}",
                        Map.of(
                                CloudEventHeaders.EXPIRY_TIME,
                                Instant.now().plusSeconds(120).toString()));
    }

    @Test
    void keepsWhatWaitsWhenTheDeliveryStartsAnew() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(503, Map.of("Retry-After", "2")),
                                        PluginBehaviour.keep()));
        scene.install(plugin);
        scene.saved("posts/a", 1);
        scene.saved("posts/a", 2);
        await().untilAsserted(() -> assertThat(waiting()).hasSize(2));

        given(admin())
                .body(plugin.manifest("concurrency", 3).manifest())
                .put("/api/v1/plugins/" + id)
                .then()
                .statusCode(200);
        scene.saved("posts/a", 3);

        await().untilAsserted(
                        () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 1, 2, 3));
    }

    @Test
    void leavesNothingOfARemovedPlugin() {
        var plugin = scene.plugin(id).hook(SAVED, PluginBehaviour.reject("no"));
        scene.install(plugin);
        scene.saved("posts/a", 1);
        await().untilAsserted(() -> assertThat(deadLetters()).hasSize(1));

        given(admin()).delete("/api/v1/plugins/" + id).then().statusCode(204);

        assertThat(deadLetters()).isEmpty();
        assertThat(rows("SELECT topic FROM delivery_owner WHERE plugin_id = '" + id + "'"))
                .isEmpty();
    }

    private List<String> waiting() {
        return rows(
                "SELECT event_id FROM delivery WHERE state = 'waiting' AND plugin_id = '"
                        + id
                        + "'");
    }

    private List<String> deadLetters() {
        return rows(
                "SELECT event_id FROM delivery WHERE state = 'dead' AND plugin_id = '" + id + "'");
    }

    private static int attempt(RecordedCall call) {
        return call.context().path("attempt").asInt();
    }
}
