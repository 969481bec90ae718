package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static dev.hookline.gateway.delivery.DeliveryScene.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.registry.Rosters;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second engine for the same plugin acts as another replica. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class RebalanceQuarkusTest {

    private static final int SUBJECTS = 20;
    private static final int EVENTS = 1200;

    @Inject Deliveries deliveries;
    @Inject Rosters rosters;

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "moving-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void losesAndReordersNothingWhenReplicasComeAndGo() {
        var random = new Random(7);
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                (call, answer) -> {
                                    boolean fails;
                                    synchronized (random) {
                                        fails = random.nextInt(20) == 0;
                                    }
                                    fails &= call.context().path("attempt").asInt() < 3;
                                    PluginBehaviour.after(
                                                    Duration.ofMillis(2),
                                                    PluginBehaviour.status(fails ? 500 : 204))
                                            .answer(call, answer);
                                });
        scene.install(plugin);
        for (int i = 0; i < EVENTS; i++) {
            var subject = "posts/" + i % SUBJECTS;
            scene.publisher().send(SAVED, subject, DeliveryScene.savedJson(subject, i), Map.of());
        }
        scene.publisher().flush();

        plugin.awaitCalls(SAVED, 100);
        var registered = rosters.current().find(id).orElseThrow();
        var second = new PluginDelivery(registered, deliveries.engine());
        plugin.awaitCalls(SAVED, 500);
        second.close();
        second.awaitClosed(Duration.ofSeconds(10));

        for (int subject = 0; subject < SUBJECTS; subject++) {
            var name = "posts/" + subject;
            await().untilAsserted(() ->
                    assertThat(withoutRepeats(numbers(plugin, name)))
                            .as(name)
                            .hasSize(EVENTS / SUBJECTS)
                            .isSorted());
        }
        await().untilAsserted(() ->
                assertThat(rows("SELECT event_id FROM delivery WHERE plugin_id = '" + id + "'"))
                        .isEmpty());
    }

    /** The first arrivals: repeats of what was not finished are allowed. */
    private static List<Integer> withoutRepeats(List<Integer> numbers) {
        var seen = new ArrayList<Integer>();
        for (var number : numbers) {
            if (!seen.contains(number)) {
                seen.add(number);
            }
        }
        return seen;
    }
}
