package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.admin;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static dev.hookline.gateway.delivery.DeliveryScene.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.DeadLetterHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins refuse with reasons that databases, logs and JSON writers do not take. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class ForeignReasonsQuarkusTest {

    private static final String LONG = "long";

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "rude-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b\\u001b[2J\\r\\n\\u0085",
                "\\ud800 \\udc00\\ud800",
                LONG
            })
    void givesUpDeliveriesAndGetsRidOfThePluginWhateverItsReasons(String detail) {
        var refusal = refusal(detail);
        var plugin =
                scene.plugin(id)
                        .hook(SAVED, refusal)
                        .hook("plugin:deactivate", refusal)
                        .hook("plugin:uninstall", refusal);
        scene.install(plugin);

        scene.saved("posts/a", 1);

        await().untilAsserted(() ->
                assertThat(rows("SELECT reason FROM delivery WHERE state = 'dead' AND " + mine()))
                        .singleElement()
                        .satisfies(ForeignReasonsQuarkusTest::isClean));
        assertThat(plugin.calls(SAVED)).hasSize(2);
        await().untilAsserted(() ->
                assertThat(DeliveryScene.records(Topics.DEAD_LETTERS, id))
                        .singleElement()
                        .satisfies(letter ->
                                isClean(
                                        RecordHeaderText.find(
                                                letter.headers(), DeadLetterHeaders.REASON))));

        given(admin())
                .post("/api/v1/plugins/" + id + "/deactivate")
                .then()
                .statusCode(200)
                .body("status", equalTo("inactive"));
        assertThat(rows("SELECT failure FROM plugin WHERE id = '" + id + "'"))
                .singleElement()
                .satisfies(ForeignReasonsQuarkusTest::isClean);
        given(admin()).post("/api/v1/plugins/" + id + "/activate").then().statusCode(200);
        given(admin()).delete("/api/v1/plugins/" + id).then().statusCode(204);
        given(admin()).get("/api/v1/plugins/" + id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", LONG})
    void tellsTheOperatorWhyAPluginRefusesItsActivation(String detail) {
        var plugin = scene.plugin(id).hook("plugin:activate", refusal(detail));

        given(admin())
                .body(plugin.manifest())
                .post("/api/v1/plugins")
                .then()
                .statusCode(422)
                .body("pluginId", equalTo(id));
    }

    /** Stands for every reason that the database might refuse one day. */
    @Test
    void endsATransitionWhoseReasonTheDatabaseDoesNotTake() {
        var plugin =
                scene.plugin(id)
                        .hook("plugin:deactivate", PluginBehaviour.reject("unstorable " + id))
                        .hook("plugin:uninstall", PluginBehaviour.reject("unstorable " + id));
        scene.install(plugin);
        refuseReasonsIn("plugin_transition", "record::text");
        try {
            given(admin())
                    .post("/api/v1/plugins/" + id + "/deactivate")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("inactive"));
            given(admin()).delete("/api/v1/plugins/" + id).then().statusCode(204);
        } finally {
            takeReasonsIn("plugin_transition");
        }
    }

    @Test
    void makesADeadLetterOfAnEventWhoseReasonTheDatabaseDoesNotTake() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.reject("unstorable " + id),
                                        PluginBehaviour.keep()));
        scene.install(plugin);
        refuseReasonsIn("delivery", "reason");
        try {
            scene.saved("posts/a", 1);
            scene.saved("posts/a", 2);

            isDiscardedAndNotInTheWay(plugin.id());
            await().untilAsserted(
                            () -> assertThat(numbers(plugin, "posts/a")).containsExactly(1, 2));
        } finally {
            takeReasonsIn("delivery");
        }
    }

    @Test
    void makesADeadLetterOfAnEventWhoseSubjectIsTooLongToBeStored() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(503), PluginBehaviour.keep()));
        scene.install(plugin);
        // An index row has 2704 bytes at most, and random text cannot be compressed.
        var subject =
                RandomGenerator.getDefault()
                        .ints(6000, 'a', 'z')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        scene.saved(subject, 1);
        scene.saved(subject, 2);

        isDiscardedAndNotInTheWay(plugin.id());
        await().untilAsserted(() -> assertThat(numbers(plugin, subject)).containsExactly(1, 2));
    }

    @Test
    void deliversEventsWhoseSubjectAndHeadersContainNulWhenThePluginIsBack() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                PluginBehaviour.inTurn(
                                        PluginBehaviour.status(503), PluginBehaviour.keep()));
        scene.install(plugin);

        scene.publisher()
                .publish(
                        SAVED,
                        "posts/\0",
                        DeliveryScene.savedJson("posts/nul", 1),
                        Map.of("strange", "a\0b"));

        await().untilAsserted(() -> assertThat(numbers(plugin, "posts/nul")).containsExactly(1, 1));
        await().untilAsserted(
                        () -> assertThat(rows("SELECT 1 FROM delivery WHERE " + mine())).isEmpty());
    }

    private void isDiscardedAndNotInTheWay(String pluginId) {
        await().untilAsserted(() ->
                assertThat(DeliveryScene.records(Topics.DEAD_LETTERS, pluginId))
                        .singleElement()
                        .satisfies(letter ->
                                assertThat(
                                                RecordHeaderText.find(
                                                        letter.headers(), DeadLetterHeaders.REASON))
                                        .startsWith("the event cannot be stored (SQLSTATE ")));
        assertThat(given().get("/q/metrics").asString())
                .contains("hookline_deliveries_discarded_total{plugin=\"" + pluginId + "\"} 1");
    }

    private String mine() {
        return "plugin_id = '" + id + "'";
    }

    private void refuseReasonsIn(String table, String column) {
        DeliveryScene.execute(
                "ALTER TABLE %s ADD CONSTRAINT unstorable CHECK (%s NOT LIKE '%%unstorable %s%%') NOT VALID"
                        .formatted(table, column, id));
    }

    private static void takeReasonsIn(String table) {
        DeliveryScene.execute("ALTER TABLE " + table + " DROP CONSTRAINT unstorable");
    }

    private static PluginBehaviour refusal(String detail) {
        var text = detail.equals(LONG) ? "x".repeat(100_000) : detail;
        return (call, answer) ->
                answer.send(
                        422,
                        Map.of("Content-Type", "application/problem+json"),
                        "{\"detail\": \"" + text + "\"}");
    }

    private static void isClean(String reason) {
        assertThat(reason).isNotBlank().hasSizeLessThanOrEqualTo(500);
        assertThat(reason.chars()).noneMatch(Character::isISOControl);
    }
}
