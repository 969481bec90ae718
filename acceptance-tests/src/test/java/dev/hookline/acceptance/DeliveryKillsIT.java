package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries go on whatever dies, each event at least once and each subject in order. */
class DeliveryKillsIT {

    private static final int SUBJECTS = 250;

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final EventSource events =
            new EventSource(TestInfrastructure.shared().bootstrapServers());
    private final Arrivals arrivals = new Arrivals();
    private final PluginFixture plugin = PluginFixture.start("enduring");
    private int highest;

    @BeforeEach
    void install() {
        plugin.manifest("retries", Collections.nCopies(8, "1s"));
        plugin.hook(EventSource.HOOK, events.matching(), arrivals);
    }

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
        events.close();
    }

    @Test
    void aGatewayKilledAmongFiveThousandDeliveriesLosesNoneAndKeepsTheirOrder() {
        var poisoned = PluginFixture.start("refusing");
        try (poisoned) {
            poisoned.hook(EventSource.HOOK, events.matching(), PluginBehaviour.status(400));
            operator.install(poisoned);
            events.publish("refused", 1);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> operator.kept("refusing", "dead").size() == 1);
            var deadLetters = operator.kept("refusing", "dead");
            operator.deactivate("refusing");
            operator.install(plugin);

            events.publish(SUBJECTS, 1, 20);
            arrivals.await(1_500);
            platform.gateway.kill();
            int before = arrivals.count();
            platform.gateway.restart();
            arrivals.awaitAll(SUBJECTS, 20);

            assertThat(before).as("delivered before the kill").isLessThan(5_000);
            System.out.printf(
                    "gateway killed after %d of 5000 deliveries, %d repeated%n",
                    before, arrivals.count() - 5_000);
            arrivals.assertOrdered(20, 1);
            assertThat(operator.kept("refusing", "dead")).isEqualTo(deadLetters);
        }
    }

    @Test
    void aPluginThatWasDownGetsItsBacklogInOrder() {
        operator.install(plugin);
        events.publish(SUBJECTS, 1, 2);
        arrivals.awaitAll(SUBJECTS, 2);

        arrivals.down(true);
        events.publish(SUBJECTS, 3, 6);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !operator.kept("enduring", "waiting").isEmpty());
        arrivals.down(false);

        arrivals.awaitAll(SUBJECTS, 6);
        arrivals.assertOrdered(6, 0);
        assertThat(operator.kept("enduring", "dead")).isEmpty();
    }

    @Test
    void twoGatewayReplicasShareTheDeliveriesAndOneTakesOverFromTheOther() {
        operator.install(plugin);
        var second = ProcessUnderTest.start("plugin-gateway", gatewayConfiguration());
        try (second) {
            awaitDeliveriesOfBoth(second);
            int already = highest;
            events.publish(SUBJECTS, already + 1, already + 5);
            second.kill();
            events.publish(SUBJECTS, already + 6, already + 8);

            arrivals.awaitAll(SUBJECTS, already + 8);
            // Partitions moved when the second replica came, and when it went.
            arrivals.assertOrdered(already + 8, 2);
        }
    }

    /** Publishes until each replica has delivered something. */
    private void awaitDeliveriesOfBoth(ProcessUnderTest second) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    highest++;
                    events.publish(SUBJECTS, highest, highest);
                    arrivals.awaitAll(SUBJECTS, highest);
                    return Operator.delivered(platform.gateway.url(), "enduring") > 0
                            && Operator.delivered(second.url(), "enduring") > 0;
                });
    }

    @Test
    void aPluginThatHangsDoesNotSlowAnother() {
        operator.install(plugin);
        events.publish(SUBJECTS, 1, 2);
        arrivals.awaitAll(SUBJECTS, 2);
        long alone = measured(3, 8);
        var hanging = PluginFixture.start("hanging");
        try (hanging) {
            hanging.hook(EventSource.HOOK, events.matching(), PluginBehaviour.hang());
            operator.install(hanging);
            long beside = measured(9, 14);

            System.out.printf(
                    "1500 deliveries alone %d ms, beside a hanging plugin %d ms%n", alone, beside);
            assertThat(hanging.calls(EventSource.HOOK)).isNotEmpty();
            assertThat(beside).isLessThan(3 * alone + 1_000);
        }
    }

    private long measured(int from, int to) {
        long started = System.nanoTime();
        events.publish(SUBJECTS, from, to);
        arrivals.awaitAll(SUBJECTS, to);
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    @Test
    void twoReplicasNeverFireATickTwice() {
        var ticks = PluginFixture.start("ticking").hook("cron", PluginBehaviour.keep());
        var second = ProcessUnderTest.prepare("plugin-gateway", gatewayConfiguration());
        try (ticks;
                second) {
            var token = operator.install(ticks);
            second.restart();
            for (int i = 0; i < 5; i++) {
                operator.schedule(token, "every:" + i, "* * * * * *");
            }
            ticks.awaitCalls("cron", 15);
            second.kill();
            int before = ticks.calls("cron").size();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ticks.calls("cron").size() >= before + 15);

            // An event may be delivered again after a crash, under its own id; a run has one event.
            var runs = new HashSet<List<String>>();
            var ids = new HashSet<String>();
            ticks.calls("cron")
                    .forEach(call -> {
                        runs.add(
                                List.of(
                                        call.event().path("name").asText(),
                                        call.event().path("scheduledAt").asText()));
                        ids.add(call.header("webhook-id").orElseThrow());
                    });
            assertThat(ids).hasSameSizeAs(runs);
        }
    }

    private Map<String, String> gatewayConfiguration() {
        return Platform.gatewayConfiguration(platform.content.url());
    }
}
