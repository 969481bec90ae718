package dev.hookline.gateway.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks of a plugin on a real socket, driven by the real clock. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class CronTicksQuarkusTest {

    private static final String CRON = TestPlugin.API + "/cron";

    private final PluginFixture server =
            PluginFixture.start("ticking")
                    .hook("cron", PluginBehaviour.keep())
                    .hook("plugin:activate", PluginBehaviour.keep());
    private final PluginFixture bystander =
            PluginFixture.start("bystander").hook("cron", PluginBehaviour.keep());
    private TestPlugin plugin;
    private TestPlugin otherPlugin;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("ticking", server.manifest());
        otherPlugin = TestPlugin.install("bystander", bystander.manifest());
    }

    @AfterEach
    void remove() {
        plugin.close();
        otherPlugin.close();
        server.close();
        bystander.close();
    }

    @Test
    void deliversAPastOneShotAtOnceAndOnlyToItsOwner() {
        put("once", Map.of("schedule", "2020-02-02T02:02:02Z", "data", Map.of("a", "b")));

        var call = server.awaitCalls("cron", 1).getFirst();

        assertThat(call.event().path("name").asText()).isEqualTo("once");
        assertThat(call.event().path("data").path("a").asText()).isEqualTo("b");
        assertThat(call.event().path("scheduledAt").asText()).isEqualTo("2020-02-02T02:02:02Z");
        plugin.call().get(CRON).then().body("items", empty());
        assertThat(bystander.calls("cron")).isEmpty();
    }

    @Test
    void ticksEverySecondAndRemembersTheLastRun() {
        put("often", Map.of("schedule", "* * * * * *"));

        var calls = server.awaitCalls("cron", 3);

        var due = calls.stream().map(call -> call.event().path("scheduledAt").asText()).toList();
        assertThat(due).doesNotHaveDuplicates().isSorted();
        for (var call : calls) {
            var scheduledAt = Instant.parse(call.event().path("scheduledAt").asText());
            assertThat(call.receivedAt()).isBetween(scheduledAt, scheduledAt.plusSeconds(5));
        }
        TestPlugin.operator()
                .get("/api/v1/cron")
                .then()
                .body("items[0].lastRunAt", notNullValue())
                .body("items[0].lastEventId", notNullValue());
    }

    @Test
    void pausesWithThePluginAndMakesUpForMissedRunsWithOne() {
        put("often", Map.of("schedule", "* * * * * *"));
        server.awaitCalls("cron", 1);
        TestPlugin.operator().post("/api/v1/plugins/ticking/deactivate").then().statusCode(200);
        var paused = Instant.now();
        await("the next run to be missed")
                .until(() -> Instant.now().isAfter(paused.plusSeconds(3)));
        server.forgetCalls();

        TestPlugin.operator().post("/api/v1/plugins/ticking/activate").then().statusCode(200);
        put("often", Map.of("schedule", "* * * * * *"));

        var first = server.awaitCalls("cron", 2).getFirst().event();
        var second = server.calls("cron").get(1).event();
        var missed = Instant.parse(first.path("scheduledAt").asText());
        assertThat(missed).isBefore(paused.plusSeconds(2));
        assertThat(Instant.parse(second.path("scheduledAt").asText()))
                .isAfter(missed.plus(Duration.ofSeconds(1)));
    }

    @Test
    void triesATaskThatFailsAtEachOfItsRuns() {
        server.answer("cron", PluginBehaviour.status(500));
        put("often", Map.of("schedule", "* * * * * *"));

        var calls = server.awaitCalls("cron", 4);

        assertThat(calls.stream().map(call -> call.event().path("scheduledAt").asText()))
                .doesNotHaveDuplicates();
        assertThat(calls.stream().map(call -> call.context().path("attempt").asInt()))
                .containsOnly(1);
        await().untilAsserted(() ->
                plugin.call()
                        .get(CRON)
                        .then()
                        .body("items[0].lastOutcome", equalTo("failed"))
                        .body("items[0].lastRunAt", notNullValue()));
    }

    @Test
    void tellsWhenThePluginWasCalledAndNotWhenATickWasWritten() {
        server.answer("cron", PluginBehaviour.status(410));
        put("often", Map.of("schedule", "* * * * * *"));
        server.awaitCalls("cron", 1);
        await().until(() -> task("lastRunAt") != null);
        var lastRun = task("lastRunAt");
        var lastEvent = task("lastEventId");

        await().until(() -> !task("lastEventId").equals(lastEvent));

        assertThat(task("lastRunAt")).isEqualTo(lastRun);
        assertThat(server.calls("cron")).hasSize(1);
    }

    private static String task(String member) {
        return TestPlugin.operator()
                .get("/api/v1/cron")
                .then()
                .extract()
                .path("items.find { it.pluginId == 'ticking' }." + member);
    }

    @Test
    void schedulesFromItsActivation() {
        TestPlugin.operator().post("/api/v1/plugins/ticking/deactivate").then().statusCode(200);
        server.answer(
                "plugin:activate",
                (call, answer) -> {
                    plugin.call()
                            .body("{\"schedule\": \"2020-02-02\"}")
                            .put(CRON + "/at-activation")
                            .then()
                            .statusCode(200);
                    answer.send(204, Map.of(), "");
                });

        TestPlugin.operator().post("/api/v1/plugins/ticking/activate").then().statusCode(200);

        var tick = server.awaitCalls("cron", 1).getFirst().event();
        assertThat(tick.path("name").asText()).isEqualTo("at-activation");
    }

    private void put(String name, Map<String, ?> task) {
        plugin.call().body(task).put(CRON + "/" + name).then().statusCode(200);
    }
}
