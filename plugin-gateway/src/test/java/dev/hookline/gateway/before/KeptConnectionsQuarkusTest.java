package dev.hookline.gateway.before;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.call.FicklePlugin;
import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.call.HookReply.Outcome;
import dev.hookline.schemas.example.Examples;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway calls a plugin again and again over the connections that it has. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class KeptConnectionsQuarkusTest {

    private static final String DELETE = "content:beforeDelete";
    private static final String TRACK = "track_event";
    private static final int CALLS = 20;

    /** One; another when a call begins in the moment in which the one before it ends. */
    private static final int FEW = 3;

    private final AskingService service = AskingService.start();
    private final PluginFixture plugin = PluginFixture.start("steady");

    @AfterEach
    void stop() {
        GatewayApi.removeAll();
        plugin.close();
        service.close();
    }

    @Test
    void beforeHooksShareAConnection() {
        plugin.hook(DELETE, PluginBehaviour.keep());
        GatewayApi.install(plugin.manifest()).statusCode(201);

        for (int i = 0; i < CALLS; i++) {
            assertThat(ask().outcome()).isEqualTo(Outcome.COMPLETED);
        }

        assertThat(plugin.calls(DELETE)).hasSize(CALLS);
        assertThat(plugin.connections()).isLessThanOrEqualTo(FEW);
    }

    @Test
    void afterHooksOfOneSubjectShareAConnection() {
        plugin.manifest("events", List.of(Map.of("name", "tick")))
                .hook(TRACK, PluginBehaviour.keep());
        String token =
                GatewayApi.install(plugin.manifest()).statusCode(201).extract().path("token");

        for (int i = 0; i < CALLS; i++) {
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("name", "tick", "properties", Map.of()))
                    .post("/plugin-api/v1/events")
                    .then()
                    .statusCode(202);
        }

        plugin.awaitCalls(TRACK, CALLS);
        assertThat(plugin.connections()).isLessThanOrEqualTo(FEW);
    }

    @Test
    void manifestAndLifecycleHooksShareAConnection() {
        plugin.hook("plugin:install", PluginBehaviour.keep())
                .hook("plugin:activate", PluginBehaviour.keep())
                .hook("plugin:deactivate", PluginBehaviour.value(Map.of()));
        GatewayApi.install(Map.of("url", plugin.url().toString())).statusCode(201);

        for (int i = 0; i < CALLS / 2; i++) {
            GatewayApi.deactivate("steady").statusCode(200);
            GatewayApi.activate("steady").statusCode(200);
        }

        assertThat(plugin.calls()).hasSize(2 + CALLS);
        assertThat(plugin.connections()).isLessThanOrEqualTo(FEW);
    }

    @Test
    void aCallThatTimesOutTakesItsConnectionWithIt() {
        plugin.hook(
                DELETE, Map.of("timeout", 300, "errorPolicy", "continue"), PluginBehaviour.hang());
        GatewayApi.install(plugin.manifest()).statusCode(201);

        ask();
        plugin.answer(DELETE, PluginBehaviour.oversized());
        ask();
        plugin.answer(DELETE, PluginBehaviour.keep());
        ask();

        assertThat(plugin.connections()).isEqualTo(3);
    }

    @Test
    void aConnectionThatThePluginClosesMeanwhileFailsNoHook() {
        try (var fickle = FicklePlugin.start("timeout=60")) {
            GatewayApi.install(fickle.manifest("fickle", DELETE)).statusCode(201);

            for (int i = 0; i < CALLS; i++) {
                assertThat(ask().outcome()).isEqualTo(Outcome.COMPLETED);
            }

            // A hook that was sent again is known by its id.
            assertThat(fickle.messageIds().stream().distinct()).hasSize(CALLS);
            assertThat(fickle.messageIds()).hasSizeGreaterThan(CALLS);
        }
    }

    @Test
    void aConnectionIsNotUsedBeyondWhatThePluginPromises() {
        try (var fickle = FicklePlugin.start("timeout=1")) {
            GatewayApi.install(fickle.manifest("fickle", DELETE)).statusCode(201);

            for (int i = 0; i < CALLS; i++) {
                assertThat(ask().outcome()).isEqualTo(Outcome.COMPLETED);
            }

            assertThat(fickle.connections()).isEqualTo(CALLS);
            assertThat(fickle.messageIds()).doesNotHaveDuplicates().hasSize(CALLS);
        }
    }

    private HookReply ask() {
        return service.ask(DELETE, event());
    }

    private static JsonNode event() {
        return Objects.requireNonNull(Examples.of(DELETE).event());
    }
}
