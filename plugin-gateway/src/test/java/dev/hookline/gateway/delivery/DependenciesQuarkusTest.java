package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.admin;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class DependenciesQuarkusTest {

    private final DeliveryScene scene = new DeliveryScene();
    private final String first = "first-" + ThreadLocalRandom.current().nextInt(1_000_000);
    private final String second = first.replace("first", "second");

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void deliversToADependentAfterItsDependencyHasTheEvent() {
        var dependency =
                dependency(
                        "abort",
                        PluginBehaviour.after(Duration.ofMillis(150), PluginBehaviour.keep()));
        var dependent = dependent();

        for (int i = 0; i < 5; i++) {
            scene.saved("posts/a", i);
        }

        await().untilAsserted(() ->
                assertThat(numbers(dependent, "posts/a")).containsExactly(0, 1, 2, 3, 4));
        for (int i = 0; i < 5; i++) {
            assertThat(dependent.calls(SAVED).get(i).receivedAt())
                    .isAfter(dependency.calls(SAVED).get(i).receivedAt().plusMillis(140));
        }
    }

    @Test
    void waitsThroughTheRetriesOfADependency() {
        var dependency =
                dependency(
                        "abort",
                        PluginBehaviour.inTurn(
                                PluginBehaviour.status(503, Map.of("Retry-After", "2")),
                                PluginBehaviour.keep()));
        var dependent = dependent();

        scene.saved("posts/a", 1);

        dependency.awaitCalls(SAVED, 1);
        var calls = dependent.awaitCalls(SAVED, 1);
        assertThat(calls.getFirst().receivedAt())
                .isAfter(dependency.calls(SAVED).get(1).receivedAt());
        assertThat(calls.getFirst().context().path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void withholdsWhatADependencyGaveUp() {
        dependency("abort", PluginBehaviour.reject("no"));
        var dependent = dependent();

        scene.saved("posts/a", 1);

        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + second + "/deliveries?status=withheld")
                        .then()
                        .body("items", hasSize(1))
                        .body("items[0].reason", containsString(first)));
        assertThat(dependent.calls(SAVED)).isEmpty();
    }

    @Test
    void releasesWhatADependencyGaveUpWhenItsErrorsDoNotMatter() {
        dependency("continue", PluginBehaviour.reject("no"));
        var dependent = dependent();

        scene.saved("posts/a", 1);

        await().untilAsserted(() -> assertThat(numbers(dependent, "posts/a")).containsExactly(1));
    }

    @Test
    void isReleasedWhenTheDependencyIsSwitchedOff() {
        dependency("abort", PluginBehaviour.status(503, Map.of("Retry-After", "600")));
        var dependent = dependent();
        scene.saved("posts/a", 1);
        await().untilAsserted(() ->
                given(admin())
                        .get("/api/v1/plugins/" + second + "/deliveries?status=waiting")
                        .then()
                        .body("items", hasSize(1))
                        .body("items[0].reason", containsString("waits for " + first)));

        given(admin()).post("/api/v1/plugins/" + first + "/deactivate").then().statusCode(200);

        await().untilAsserted(() -> assertThat(numbers(dependent, "posts/a")).containsExactly(1));
    }

    @Test
    void isNotHeldUpByACycle() {
        var a =
                scene.plugin(first)
                        .hook(
                                SAVED,
                                Map.of("dependencies", List.of(second)),
                                PluginBehaviour.keep());
        var b = dependent();
        scene.install(a);

        scene.saved("posts/a", 1);

        a.awaitCalls(SAVED, 1);
        b.awaitCalls(SAVED, 1);
    }

    private PluginFixture dependency(String errorPolicy, PluginBehaviour behaviour) {
        var plugin = scene.plugin(first).hook(SAVED, Map.of("errorPolicy", errorPolicy), behaviour);
        scene.install(plugin);
        return plugin;
    }

    private PluginFixture dependent() {
        var plugin =
                scene.plugin(second)
                        .hook(
                                SAVED,
                                Map.of("dependencies", List.of(first)),
                                PluginBehaviour.keep());
        scene.install(plugin);
        return plugin;
    }
}
