package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SubjectLanesTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stopWorkers() {
        workers.shutdownNow();
    }

    @Test
    void letsOtherSubjectsPassAStuckOne() throws InterruptedException {
        var release = new CountDownLatch(1);
        var others = new CountDownLatch(50);
        var lanes =
                new Lanes(event -> {
                    if (event.subject().equals("stuck")) {
                        awaitQuietly(release);
                    } else {
                        others.countDown();
                    }
                    return true;
                });
        lanes.add("stuck", 0);
        for (int number = 0; number < 50; number++) {
            lanes.add("free", number);
        }
        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @Test
    void beginsNothingInAPartitionThatMovesAway() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var done = new AtomicInteger();
        var lanes =
                new Lanes(event -> {
                    begun.countDown();
                    awaitQuietly(release);
                    done.incrementAndGet();
                    return true;
                });
        lanes.add("s", 0);
        lanes.add("s", 1);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        lanes.lanes.close(List.of(PARTITION));
        assertThat(lanes.lanes.awaitIdle(List.of(PARTITION), Duration.ofMillis(20))).isFalse();
        release.countDown();
        assertThat(lanes.lanes.awaitIdle(List.of(PARTITION), Duration.ofSeconds(10))).isTrue();
        lanes.lanes.forget(List.of(PARTITION));

        assertThat(done).hasValue(1);
    }

    /** The former worker is at a call when the partition is lost, and still when it is back. */
    @Test
    void beginsASubjectAgainOnlyWhenItsFormerWorkerHasLeft() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var again = new CountDownLatch(3);
        var atOnce = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();
        List<Long> taken = new CopyOnWriteArrayList<>();
        var lanes =
                new Lanes(event -> {
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    if (begun.getCount() > 0) {
                        begun.countDown();
                        awaitQuietly(release);
                    } else {
                        again.countDown();
                    }
                    taken.add(event.offset());
                    atOnce.decrementAndGet();
                    return true;
                });
        lanes.add("s", 1);
        lanes.add("s", 2);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        lanes.lanes.forget(List.of(PARTITION));
        lanes.add("s", 1);
        lanes.add("s", 2);
        lanes.add("s", 3);
        assertThat(lanes.lanes.awaitIdle(List.of(PARTITION), Duration.ofMillis(20))).isFalse();
        release.countDown();

        assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lanes.lanes.awaitIdle(List.of(PARTITION), Duration.ofSeconds(10))).isTrue();
        assertThat(mostAtOnce).hasValue(1);
        assertThat(taken).containsExactly(1L, 1L, 2L, 3L);
    }

    /** Subjects are parked and come free at random, and still nothing is lost or overtaken. */
    @RepeatedTest(30)
    void keepsOrderPerSubjectWhateverFails(RepetitionInfo repetition) throws InterruptedException {
        var seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        Map<String, List<Long>> taken = new ConcurrentHashMap<>();
        var all = new CountDownLatch(20 * 100);
        var lanes =
                new Lanes(event -> {
                    synchronized (random) {
                        if (random.nextInt(5) == 0) {
                            return false;
                        }
                    }
                    taken.computeIfAbsent(event.subject(), key -> new CopyOnWriteArrayList<>())
                            .add(event.offset());
                    all.countDown();
                    return true;
                });
        for (int number = 0; number < 100; number++) {
            for (int subject = 0; subject < 20; subject++) {
                lanes.add("s" + subject, number);
            }
            if (number % 10 == 0) {
                lanes.allDue();
            }
        }
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (all.getCount() > 0 && System.nanoTime() < deadline) {
            lanes.allDue();
            Thread.onSpinWait();
        }
        assertThat(taken)
                .as("seed %d", seed)
                .hasSize(20)
                .allSatisfy((subject, offsets) -> assertThat(offsets).hasSize(100).isSorted());
    }

    /** Lanes with a backlog in memory. */
    private final class Lanes {

        private interface Plugin {
            boolean takes(AfterEvent event);
        }

        private final Map<Lane, Queue<AfterEvent>> backlog = new ConcurrentHashMap<>();
        private final SubjectLanes lanes = new SubjectLanes(workers, this::work);
        private final Plugin plugin;

        Lanes(Plugin plugin) {
            this.plugin = plugin;
        }

        void add(String subject, int number) {
            lanes.add(
                    new AfterEvent(
                            new Lane(PARTITION, subject),
                            number,
                            Instant.EPOCH,
                            new RecordHeaders(),
                            new byte[0]));
        }

        void allDue() {
            List.copyOf(backlog.keySet()).forEach(lanes::due);
        }

        private void work(SubjectLanes.Shift shift) {
            var lane = shift.lane();
            while (true) {
                switch (lanes.next(shift)) {
                    case SubjectLanes.Attempt(var event) -> {
                        if (!plugin.takes(event)) {
                            backlog.put(lane, new ArrayDeque<>(List.of(event)));
                            lanes.parked(shift);
                        }
                    }
                    case SubjectLanes.Append(var events) ->
                            backlog.computeIfAbsent(lane, key -> new ArrayDeque<>()).addAll(events);
                    case SubjectLanes.WorkBacklog work -> workBacklog(shift);
                    case SubjectLanes.Leave leave -> {
                        return;
                    }
                }
            }
        }

        private void workBacklog(SubjectLanes.Shift shift) {
            var waiting = backlog.get(shift.lane());
            while (waiting != null && !waiting.isEmpty()) {
                if (!plugin.takes(waiting.peek())) {
                    lanes.parked(shift);
                    return;
                }
                waiting.remove();
            }
            backlog.remove(shift.lane());
            lanes.unparked(shift);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
