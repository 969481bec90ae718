package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubjectLanesTest {

    private record Item(String subject, int number) {}

    @Test
    void keepsOrderPerSubject() throws InterruptedException {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        var all = new CountDownLatch(20 * 200);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes =
                    new SubjectLanes<Item>(
                            workers,
                            item -> {
                                seen.computeIfAbsent(
                                                item.subject(), key -> new CopyOnWriteArrayList<>())
                                        .add(item.number());
                                all.countDown();
                            });
            for (int number = 0; number < 200; number++) {
                for (int subject = 0; subject < 20; subject++) {
                    lanes.add("s" + subject, new Item("s" + subject, number));
                }
            }
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seen)
                .hasSize(20)
                .allSatisfy((subject, numbers) -> assertThat(numbers).hasSize(200).isSorted());
    }

    @Test
    void letsOtherSubjectsPassAStuckOne() throws InterruptedException {
        var release = new CountDownLatch(1);
        var others = new CountDownLatch(50);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes =
                    new SubjectLanes<Item>(
                            workers,
                            item -> {
                                if (item.subject().equals("stuck")) {
                                    awaitQuietly(release);
                                } else {
                                    others.countDown();
                                }
                            });
            lanes.add("stuck", new Item("stuck", 0));
            for (int number = 0; number < 50; number++) {
                lanes.add("free", new Item("free", number));
            }
            assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
            release.countDown();
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
