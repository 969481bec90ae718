package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for a plugin may be larger than the gateway's heap. */
class BacklogMemoryIT {

    private static final int SUBJECTS = 40;
    private static final int EVENTS = 4;
    private static final int BYTES = 1_000_000;

    private final Platform platform = Platform.shared();
    private final EventSource events =
            new EventSource(TestInfrastructure.shared().bootstrapServers());
    private final Arrivals arrivals = new Arrivals();
    private final PluginFixture plugin = PluginFixture.start("laden");
    private final ProcessUnderTest small =
            ProcessUnderTest.prepare(
                            "plugin-gateway", Platform.gatewayConfiguration(platform.content.url()))
                    .withHeap("128m");
    private final Operator operator = new Operator(small.url());
    private volatile boolean isDown = true;

    @BeforeEach
    void start() {
        // It would take its part of the events.
        platform.gateway.kill();
        small.restart();
        plugin.manifest("concurrency", 64);
        plugin.hook(
                EventSource.HOOK,
                events.matching(),
                (call, answer) -> {
                    // Bodies of this size are not to be remembered.
                    plugin.forgetCalls();
                    if (call.body().contains("\"padding\": \"\"")) {
                        answer.send(204, Map.of(), "");
                    } else if (isDown) {
                        answer.send(503, Map.of("Retry-After", "3"), "");
                    } else {
                        arrivals.answer(call, answer);
                    }
                });
    }

    @AfterEach
    void end() {
        operator.close();
        plugin.close();
        events.close();
        small.close();
        platform.gateway.restart();
    }

    @Test
    void deliversABacklogThatIsLargerThanTheHeapAlsoAfterACrash() {
        operator.install(plugin);
        for (int number = 1; number <= EVENTS; number++) {
            for (int subject = 0; subject < SUBJECTS; subject++) {
                events.publish("s" + subject, number, BYTES);
                // A plugin that takes nothing at all is read for only now and then.
                events.publish("small" + subject, number);
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Operator.waiting(small.url(), "laden") == SUBJECTS * EVENTS);

        small.kill();
        isDown = false;
        small.restart();

        arrivals.awaitAll(SUBJECTS, EVENTS);
        arrivals.assertOrdered(EVENTS, 1);
        assertThat(small.output()).doesNotContain("OutOfMemoryError");
    }
}
