package dev.hookline.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SupervisedLoopTest {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    private final LiveThreads threads = new LiveThreads(LONGEST_TURN);
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void goesOnAfterAnException() throws Exception {
        var loop =
                threads.start(
                        "broken-at-first",
                        turning -> {
                            if (turns.incrementAndGet() == 1) {
                                throw new IOException("no luck");
                            }
                            turning.pause(Duration.ofMillis(1));
                        });

        await().until(() -> turns.get() > 3);

        assertThat(threads.faults()).isEmpty();
        stop(loop);
    }

    @Test
    void staysDownAfterAnErrorAlthoughTheLoopGoesOn() throws Exception {
        var loop =
                threads.start(
                        "out-of-memory",
                        turning -> {
                            if (turns.incrementAndGet() == 1) {
                                throw new OutOfMemoryError("none left");
                            }
                            turning.pause(Duration.ofMillis(1));
                        });

        await().until(() -> turns.get() > 3);

        assertThat(threads.faults()).containsOnlyKeys("out-of-memory");
        assertThat(new ThreadLiveness(threads).call().getStatus().name()).isEqualTo("DOWN");
        stop(loop);
    }

    @Test
    void isDownWhileATurnTakesTooLong() {
        var now = new AtomicLong();
        var loop = new SupervisedLoop("stuck", turning -> {}, LONGEST_TURN, now::get);
        threads.watch(loop);

        now.addAndGet(LONGEST_TURN.toNanos());
        assertThat(threads.faults()).isEmpty();
        now.addAndGet(1);
        assertThat(threads.faults()).containsKey("stuck");
        loop.beat();
        assertThat(threads.faults()).isEmpty();
    }

    @Test
    void endsAfterTheTurnUnderWayAndIsNoLongerWatched() throws Exception {
        var inTurn = new CountDownLatch(1);
        var loop =
                threads.startVirtual(
                        "stopped",
                        turning -> {
                            inTurn.countDown();
                            turning.pause(Duration.ofMinutes(1));
                        });
        inTurn.await();

        stop(loop);

        assertThat(loop.isStopping()).isTrue();
        await().untilAsserted(() -> assertThat(threads.faults()).isEmpty());
    }

    private static void stop(SupervisedLoop loop) throws InterruptedException {
        loop.stop();
        assertThat(loop.awaitEnd(Duration.ofSeconds(5))).isTrue();
    }
}
