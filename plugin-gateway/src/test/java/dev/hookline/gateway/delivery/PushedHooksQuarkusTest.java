package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.example.Examples;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PushedHooksQuarkusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "pushed-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    static Stream<String> notifyHooks() {
        return HookCatalogue.all().stream()
                .filter(hook -> hook.mode() == HookMode.NOTIFY)
                .map(HookDefinition::name);
    }

    @ParameterizedTest
    @MethodSource("notifyHooks")
    void deliversEveryNotifyHook(String hook) throws Exception {
        var plugin =
                scene.plugin(id)
                        .manifest("capabilities", List.of("hooks.email-events:register"))
                        .hook(hook, PluginBehaviour.keep());
        scene.install(plugin);
        var event = Examples.of(hook).event();

        var eventId =
                scene.publisher()
                        .publish(
                                hook,
                                id + "/task",
                                JSON.writeValueAsString(event),
                                Map.of(
                                        CloudEventHeaders.AUTH_CLAIMS,
                                        "{\"id\":\"u1\",\"name\":\"U\",\"roles\":[]}"));

        assertThat(plugin.awaitCalls(hook, 1))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.event()).isEqualTo(event);
                    assertThat(call.header("webhook-id")).contains(eventId);
                    assertThat(call.header("webhook-signature")).isPresent();
                    assertThat(call.context().path("hook").asText()).isEqualTo(hook);
                    assertThat(call.context().path("pluginId").asText()).isEqualTo(id);
                    assertThat(call.context().path("requestId").asText()).isEqualTo(eventId);
                    assertThat(call.context().at("/actor/id").asText()).isEqualTo("u1");
                    assertThat(call.context().path("attempt").asInt()).isEqualTo(1);
                });
    }

    @Test
    void givesATickToItsOwnerOnly() {
        var owner = scene.plugin(id).hook("cron", PluginBehaviour.keep());
        var other = scene.plugin(id + "-x").hook("cron", PluginBehaviour.keep());
        scene.install(owner);
        scene.install(other);
        var tick = "{\"name\":\"t\",\"scheduledAt\":\"2026-01-01T00:00:00Z\"}";

        scene.publisher().publish("cron", id + "/t", tick);
        scene.publisher().publish("cron", id + "-x/t", tick);

        owner.awaitCalls("cron", 1);
        other.awaitCalls("cron", 1);
        assertThat(owner.calls()).hasSize(1);
        assertThat(other.calls()).hasSize(1);
    }

    @Test
    void givesTrackedEventsByTheirNames() {
        var plugin =
                scene.plugin(id)
                        .hook(
                                "track_event",
                                Map.of("match", Map.of("name", List.of("ban-user"))),
                                PluginBehaviour.keep());
        scene.install(plugin);
        for (var name : List.of("login", "ban-user", "logout")) {
            scene.publisher()
                    .publish(
                            "track_event",
                            "u1",
                            """
                            {"id":"1","name":"%s","created":"2026-01-01T00:00:00Z",
                             "actor":null,"properties":{}}\
                            """
                                    .formatted(name));
        }

        assertThat(plugin.awaitCalls("track_event", 1))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.event().path("name").asText()).isEqualTo("ban-user"));
    }

    @Test
    void beginsAtTheUpgradeThatGainsAHook() {
        var plugin = scene.plugin(id).hook("content:afterSave", PluginBehaviour.keep());
        scene.install(plugin);
        scene.publisher().publish("media:afterUpload", "m1", "{\"media\":{\"id\":\"early\"}}");

        plugin.hook("media:afterUpload", PluginBehaviour.keep());
        RestAssured.given(DeliveryScene.admin())
                .body(plugin.manifest())
                .put("/api/v1/plugins/" + id)
                .then()
                .statusCode(200);
        scene.publisher().publish("media:afterUpload", "m2", "{\"media\":{\"id\":\"late\"}}");

        await().untilAsserted(() ->
                assertThat(plugin.calls("media:afterUpload"))
                        .singleElement()
                        .satisfies(call ->
                                assertThat(call.event().at("/media/id").asText())
                                        .isEqualTo("late")));
    }
}
