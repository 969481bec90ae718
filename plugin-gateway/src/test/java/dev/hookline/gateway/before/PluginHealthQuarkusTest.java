package dev.hookline.gateway.before;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plugin that is ill costs neither the others nor, after a while, its own callers. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PluginHealthQuarkusTest {

    private static final String DELETE = "content:beforeDelete";
    private static final String LINKS = "menu_links";
    private static final int MORE_THAN_THE_GATEWAY_HAS_PLACES = 700;

    private final AskingService service = AskingService.start();
    private final PluginFixture ill = PluginFixture.start("ill");
    private final PluginFixture well = PluginFixture.start("well");

    @AfterEach
    void stop() {
        ill.close();
        well.close();
        GatewayApi.removeAll();
        service.close();
    }

    @Test
    void aHangingPluginDoesNotUseUpTheGateway() {
        ill.hook(DELETE, Map.of("timeout", 20_000), PluginBehaviour.hang());
        well.hook(LINKS, PluginBehaviour.value(List.of()));
        install(ill);
        install(well);
        var hanging = new ArrayList<CompletableFuture<HookReply>>();
        for (int i = 0; i < MORE_THAN_THE_GATEWAY_HAS_PLACES; i++) {
            hanging.add(service.send(DELETE, event(DELETE), Duration.ofSeconds(20)));
        }
        awaitFullBulkhead();

        var times = Stream.generate(this::timeOfAHealthyCall).limit(50).sorted().toList();

        assertThat(times.get(25)).isLessThan(Duration.ofMillis(200));
        assertThat(times.getLast()).isLessThan(Duration.ofSeconds(2));
        var answered = hanging.stream().filter(CompletableFuture::isDone).toList();
        assertThat(answered).hasSize(MORE_THAN_THE_GATEWAY_HAS_PLACES - 128);
        assertThat(answered.getFirst().join().detail()).contains("too many calls");
        GatewayApi.show("ill")
                .body("health.inProgress", equalTo(64))
                .body("health.waiting", equalTo(64))
                .body("health.circuit", equalTo("closed"));
    }

    @Test
    void aFailingPluginIsLeftAloneAndComesBack() {
        ill.hook(DELETE, PluginBehaviour.status(503));
        install(ill);
        for (int i = 0; i < 20; i++) {
            assertThat(service.ask(DELETE, event(DELETE)).outcome()).isEqualTo(Outcome.FAILED);
        }
        GatewayApi.show("ill")
                .body("health.circuit", equalTo("open"))
                .body("health.changedAt", notNullValue())
                .body("health.retryAt", notNullValue())
                .body("health.failures", greaterThanOrEqualTo(20));
        ill.forgetCalls();

        var refused = service.ask(DELETE, event(DELETE));

        assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(refused.detail()).contains("ill").contains("circuit is open");
        assertThat(ill.calls(DELETE)).isEmpty();

        ill.answer(DELETE, PluginBehaviour.keep());
        Awaitility.await("probes")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.ask(DELETE, event(DELETE)).outcome() == Outcome.COMPLETED);
        service.ask(DELETE, event(DELETE));
        service.ask(DELETE, event(DELETE));
        GatewayApi.show("ill").body("health.circuit", equalTo("closed"));
    }

    @Test
    void anInputThatAPluginFailsOnKeepsNobodyElseFromIt() {
        ill.hook(DELETE, PluginBehaviour.status(500));
        install(ill);
        for (int i = 0; i < 30; i++) {
            assertThat(service.ask(DELETE, event(DELETE)).outcome()).isEqualTo(Outcome.FAILED);
        }
        ill.answer(DELETE, PluginBehaviour.keep());

        assertThat(service.ask(DELETE, event(DELETE)).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aPluginSwitchedOffAndOnBeginsAnew() {
        ill.hook(DELETE, PluginBehaviour.status(503));
        install(ill);
        for (int i = 0; i < 20; i++) {
            service.ask(DELETE, event(DELETE));
        }
        GatewayApi.deactivate("ill").statusCode(200);
        GatewayApi.activate("ill").statusCode(200).body("health.circuit", equalTo("closed"));
    }

    @Test
    void metricsTellHowPluginsAre() {
        well.hook(DELETE, PluginBehaviour.keep());
        install(well);
        service.ask(DELETE, event(DELETE));

        RestAssured.given()
                .get("/q/metrics")
                .then()
                .body(containsString("hookline_hook_calls_seconds_bucket{"))
                .body(containsString("hookline_plugin_circuit_state{plugin=\"well\"} 0.0"))
                .body(containsString("hookline_plugin_calls_in_progress{plugin=\"well\"}"))
                .body(
                        containsString(
                                "hookline_plugin_refusals_total{plugin=\"well\",reason=\"saturated\"}"
                                    + " 0.0"));
    }

    private Duration timeOfAHealthyCall() {
        long started = System.nanoTime();
        assertThat(service.ask(LINKS, event(LINKS)).outcome()).isEqualTo(Outcome.COMPLETED);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void awaitFullBulkhead() {
        Awaitility.await("a full bulkhead")
                .atMost(15, TimeUnit.SECONDS)
                .until(() ->
                        GatewayApi.show("ill").extract().<Integer>path("health.waiting") == 64);
    }

    private static void install(PluginFixture plugin) {
        GatewayApi.install(plugin.manifest()).statusCode(201);
    }

    private static JsonNode event(String hook) {
        return Objects.requireNonNull(Examples.of(hook).event());
    }
}
