package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.admin;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker lost its data: a topic is deleted and made again while the database stays. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class RenewedTopicQuarkusTest {

    private static final String UPLOADED = "media:afterUpload";

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "surviving-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void losesAndRepeatsNothingOnATopicThatWasMadeAnew() throws Exception {
        makeAnew();
        var plugin = scene.plugin(id).hook(UPLOADED, PluginBehaviour.reject("no"));
        scene.install(plugin);
        uploaded(1);
        await().untilAsserted(() -> assertThat(dead()).hasSize(1));
        plugin.answer(UPLOADED, PluginBehaviour.keep());
        uploaded(2);
        uploaded(3);
        await().untilAsserted(() -> assertThat(numbers(plugin)).containsExactly(1, 1, 2, 3));
        given(admin()).post("/api/v1/plugins/" + id + "/deactivate").then().statusCode(200);
        given(admin()).post("/api/v1/plugins/" + id + "/activate").then().statusCode(200);
        uploaded(4);
        await().untilAsserted(() -> assertThat(numbers(plugin)).contains(4));

        makeAnew();
        plugin.answer(
                UPLOADED,
                PluginBehaviour.inTurn(PluginBehaviour.status(503), PluginBehaviour.keep()));
        // At the offset of the dead letter, and before the start of deliveries.
        uploaded(5);

        await().untilAsserted(
                        () -> assertThat(numbers(plugin)).containsExactly(1, 1, 2, 3, 4, 5, 5));
        assertThat(dead()).hasSize(1);
        await().untilAsserted(() ->
                assertThat(rows("SELECT 1 FROM delivery WHERE state = 'waiting' AND " + mine()))
                        .isEmpty());

        given(admin())
                .body(plugin.manifest("concurrency", 3).manifest())
                .put("/api/v1/plugins/" + id)
                .then()
                .statusCode(200);
        uploaded(6);

        await().untilAsserted(() -> assertThat(numbers(plugin)).contains(6));
        assertThat(numbers(plugin)).containsExactly(1, 1, 2, 3, 4, 5, 5, 6);
    }

    private void uploaded(int number) {
        scene.publisher().publish(UPLOADED, "media/a", "{\"number\": " + number + "}");
    }

    private static List<Integer> numbers(PluginFixture plugin) {
        return plugin.calls(UPLOADED).stream()
                .map(call -> call.event().path("number").asInt())
                .toList();
    }

    private List<String> dead() {
        return rows("SELECT event_id FROM delivery WHERE state = 'dead' AND " + mine());
    }

    private String mine() {
        return "plugin_id = '" + id + "'";
    }

    private static void makeAnew() throws Exception {
        var name = Topics.carrying(HookCatalogue.get(UPLOADED)).orElseThrow();
        Topic topic =
                Topics.all().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (var admin = Admin.create(DeliveryScene.broker())) {
            admin.deleteTopics(List.of(name)).all().get();
            await().ignoreExceptions()
                    .until(() -> {
                        admin.createTopics(
                                        List.of(
                                                new NewTopic(name, topic.partitions(), (short) 1)
                                                        .configs(topic.configuration())))
                                .all()
                                .get();
                        return true;
                    });
        }
    }
}
