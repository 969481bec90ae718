package dev.hookline.gateway.lifecycle;

import static dev.hookline.gateway.registry.GatewayApi.activate;
import static dev.hookline.gateway.registry.GatewayApi.deactivate;
import static dev.hookline.gateway.registry.GatewayApi.install;
import static dev.hookline.gateway.registry.GatewayApi.installOnly;
import static dev.hookline.gateway.registry.GatewayApi.remove;
import static dev.hookline.gateway.registry.GatewayApi.show;
import static dev.hookline.gateway.registry.GatewayApi.statusOfSelf;
import static dev.hookline.gateway.registry.GatewayApi.transitions;
import static dev.hookline.gateway.registry.GatewayApi.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class LifecycleQuarkusTest {

    private static final String ID = "guest";

    private final PluginFixture plugin = PluginFixture.start(ID);

    @AfterEach
    void removePlugins() {
        plugin.release();
        await().untilAsserted(GatewayApi::removeAll);
        plugin.close();
    }

    static Stream<String> lifecycleHooks() {
        return HookCatalogue.all().stream()
                .filter(hook -> hook.mode() == HookMode.LIFECYCLE)
                .map(hook -> hook.name());
    }

    @ParameterizedTest
    @MethodSource("lifecycleHooks")
    void callsEveryLifecycleHookOnceInAPluginsLife(String hook) {
        plugin.hook(hook, PluginBehaviour.keep());
        String secret = install(plugin.manifest()).statusCode(201).extract().path("signingSecret");
        remove(ID, true).statusCode(204);

        assertThat(plugin.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.hook()).contains(hook);
                    assertThat(Signatures.verify(call, secret)).isTrue();
                    assertThat(call.context().path("pluginId").asText()).isEqualTo(ID);
                    assertThat(call.context().path("actor").path("roles").toString())
                            .contains("admin");
                });
    }

    @Test
    void installsOnceAndActivatesOnEachReEnable() {
        takeAll();
        install(plugin.manifest()).statusCode(201).body("plugin.status", equalTo("active"));
        deactivate(ID).statusCode(200).body("status", equalTo("inactive"));
        activate(ID).statusCode(200).body("status", equalTo("active"));
        activate(ID).statusCode(200);
        remove(ID, false).statusCode(204);

        assertThat(calledHooks())
                .containsExactly(
                        "plugin:install",
                        "plugin:activate",
                        "plugin:deactivate",
                        "plugin:activate",
                        "plugin:deactivate",
                        "plugin:uninstall");
        assertThat(
                        plugin.calls("plugin:uninstall")
                                .getFirst()
                                .event()
                                .path("deleteData")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void callsPluginInstallBeforeTheFirstActivationWhenOnlyRegistered() {
        takeAll();
        installOnly(plugin.manifest()).statusCode(201).body("plugin.status", equalTo("installed"));
        assertThat(plugin.calls()).isEmpty();

        activate(ID).statusCode(200);

        assertThat(calledHooks()).containsExactly("plugin:install", "plugin:activate");
    }

    @Test
    void doesNotCallUninstallWithoutInstall() {
        takeAll();
        installOnly(plugin.manifest()).statusCode(201);

        remove(ID, true).statusCode(204);

        assertThat(plugin.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "plugin:install, reject, 422, hook-rejected",
        "plugin:activate, reject, 422, hook-rejected",
        "plugin:install, break, 502, hook-failed",
        "plugin:activate, hang, 504, hook-timeout",
    })
    void registersNothingWhenTheInstallationFails(
            String hook, String behaviour, int status, String type) {
        takeAll();
        plugin.hook(hook, Map.of("timeout", 300), behaviour(behaviour));

        install(plugin.manifest())
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:" + type))
                .body("pluginId", equalTo(ID))
                .body("hook", equalTo(hook))
                .body("detail", notNullValue());

        show(ID).statusCode(404);
        transitions(ID)
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].hook", equalTo(hook))
                .body("items[0].to", nullValue());
        takeAll();
        install(plugin.manifest()).statusCode(201);
    }

    @Test
    void staysInactiveWhenItsReactivationFails() {
        takeAll();
        install(plugin.manifest()).statusCode(201);
        deactivate(ID).statusCode(200);
        plugin.answer("plugin:activate", PluginBehaviour.reject("the licence has expired"));

        activate(ID).statusCode(422).body("detail", equalTo("the licence has expired"));

        show(ID).body("status", equalTo("inactive"))
                .body("transition", nullValue())
                .body("lastFailure.transition", equalTo("activate"))
                .body("lastFailure.hook", equalTo("plugin:activate"))
                .body("lastFailure.reason", equalTo("the licence has expired"));
        plugin.answer("plugin:activate", PluginBehaviour.keep());
        activate(ID).statusCode(200).body("lastFailure", nullValue());
    }

    @Test
    void keepsThatItWasPreparedWhenOnlyTheActivationFailed() {
        takeAll();
        installOnly(plugin.manifest()).statusCode(201);
        plugin.answer("plugin:activate", PluginBehaviour.status(500));
        activate(ID).statusCode(502);
        show(ID).body("status", equalTo("installed"));
        plugin.answer("plugin:activate", PluginBehaviour.keep());

        activate(ID).statusCode(200);

        assertThat(plugin.calls("plugin:install")).hasSize(1);
    }

    @Test
    void letsTheOperatorGetRidOfAPluginThatObjects() {
        takeAll();
        install(plugin.manifest()).statusCode(201);
        plugin.answer("plugin:deactivate", PluginBehaviour.reject("never"));
        plugin.answer("plugin:uninstall", PluginBehaviour.status(500));

        deactivate(ID)
                .statusCode(200)
                .body("status", equalTo("inactive"))
                .body("lastFailure.reason", equalTo("never"));
        remove(ID, true).statusCode(204);

        show(ID).statusCode(404);
        transitions(ID)
                .body("items[0].transition", equalTo("uninstall"))
                .body("items[0].outcome", equalTo("completed"))
                .body("items[0].hook", equalTo("plugin:uninstall"));
    }

    @Test
    void letsThePluginUseItsTokenWhileItIsInTransition() {
        var statuses = new CopyOnWriteArrayList<Integer>();
        var token = new CompletableFuture<String>();
        takeAll();
        for (var hook : List.of("plugin:activate", "plugin:uninstall")) {
            plugin.hook(
                    hook,
                    (call, answer) -> {
                        statuses.add(statusOfSelf(token.join()));
                        answer.send(204, Map.of(), "");
                    });
        }
        token.complete(installOnly(plugin.manifest()).extract().path("token"));

        activate(ID).statusCode(200);
        deactivate(ID).statusCode(200);
        assertThat(statusOfSelf(token.join())).isEqualTo(403);
        activate(ID).statusCode(200);
        deactivate(ID).statusCode(200);
        remove(ID, true).statusCode(204);

        assertThat(statuses).containsExactly(200, 200, 200);
        assertThat(statusOfSelf(token.join())).isEqualTo(401);
    }

    @Test
    void showsATransitionUnderWayAndRefusesAnother() {
        takeAll();
        installOnly(plugin.manifest()).statusCode(201);
        plugin.answer("plugin:activate", PluginBehaviour.hang());
        var activation = CompletableFuture.supplyAsync(() -> activate(ID).extract().statusCode());
        plugin.awaitCalls("plugin:activate", 1);

        show(ID).body("status", equalTo("installed"))
                .body("transition.name", equalTo("activate"))
                .body("transition.until", notNullValue());
        activate(ID)
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:transition-under-way"));
        upgrade(ID, plugin.manifest()).statusCode(409);
        remove(ID, true).statusCode(409);

        plugin.release();
        assertThat(activation.join()).isEqualTo(200);
        show(ID).body("status", equalTo("active")).body("transition", nullValue());
    }

    @Test
    void pagesThroughTheHistory() {
        install(plugin.manifest()).statusCode(201);
        deactivate(ID);
        activate(ID);

        var path = "/api/v1/plugins/" + ID + "/transitions";
        String cursor =
                GatewayApi.admin()
                        .get(path + "?limit=2")
                        .then()
                        .body("items.transition", contains("activate", "deactivate"))
                        .body("items[0].from", equalTo("inactive"))
                        .body("items[0].to", equalTo("active"))
                        .extract()
                        .path("nextCursor");
        GatewayApi.admin()
                .get(path + "?limit=1&cursor=" + cursor)
                .then()
                .body("items[0].transition", equalTo("install"));
        GatewayApi.admin().get(path + "?cursor=x").then().statusCode(400);
        transitions("unheard-of").statusCode(404);
    }

    @Test
    void refusesAnUpgradeAsAWhole() {
        install(plugin.manifest()).statusCode(201);
        plugin.manifest("version", "2.0.0")
                .manifest("events", List.of(Map.of("name", "login"), Map.of("name", "own")));

        upgrade(ID, plugin.manifest())
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:duplicate"))
                .body("errors[0].field", equalTo("events[0].name"))
                .body("errors[0].message", containsString("the platform"));

        show(ID).body("version", equalTo("1.0.0"));
    }

    private void takeAll() {
        lifecycleHooks().forEach(hook -> plugin.hook(hook, PluginBehaviour.keep()));
    }

    private List<String> calledHooks() {
        return plugin.calls().stream().map(call -> call.hook().orElseThrow()).toList();
    }

    private static PluginBehaviour behaviour(String name) {
        return switch (name) {
            case "reject" -> PluginBehaviour.reject("no");
            case "break" -> PluginBehaviour.status(500);
            default -> PluginBehaviour.hang();
        };
    }
}
