package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.registry.Rosters;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Many who need the same from the database or the broker at once share one answer. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class SharedReadingQuarkusTest {

    private static final int ASKING = 200;

    @Inject Rosters rosters;
    @Inject Progress progress;
    @Inject MeterRegistry metrics;

    @Test
    void loadsTheRosterOnceForAllWhoNeedANewerOne() throws Exception {
        double before = metrics.counter("hookline.roster.loads").count();

        // A revision that no load can reach, so that each who asks needs a load.
        atOnce(() -> rosters.atLeast(rosters.current().revision() + 1_000));

        assertThat(metrics.counter("hookline.roster.loads").count() - before).isBetween(1.0, 20.0);
    }

    @Test
    void readsTheProgressOfAPluginOnceForAllLanesThatWait() throws Exception {
        var partition = new TopicPartition("hookline.content.after", 0);

        atOnce(() -> progress.isPast("elsewhere", partition, 0));

        assertThat(
                        metrics.counter("hookline.delivery.progress.reads", "plugin", "elsewhere")
                                .count())
                .isBetween(1.0, 20.0);
    }

    private static void atOnce(Runnable question) throws Exception {
        var ready = new CountDownLatch(ASKING);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<?>>();
            for (int i = 0; i < ASKING; i++) {
                asked.add(
                        threads.submit(() -> {
                            ready.countDown();
                            ready.await();
                            question.run();
                            return null;
                        }));
            }
            for (var each : asked) {
                each.get();
            }
        }
    }
}
