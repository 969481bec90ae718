package dev.hookline.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ByteBudgetTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void reservesUpToItsCapacityAndNoByteMore() {
        assertThat(budget.tryReserve(60)).isPresent();
        assertThat(budget.tryReserve(41)).isEmpty();
        assertThat(budget.tryReserve(40)).isPresent();
        assertThat(budget.tryReserve(1)).isEmpty();
        assertThat(budget.reserved()).isEqualTo(100);
    }

    @Test
    void givesBackOnceHoweverOftenItIsClosed() {
        var first = budget.tryReserve(60).orElseThrow();
        budget.tryReserve(40).orElseThrow();

        first.close();
        first.close();

        assertThat(budget.reserved()).isEqualTo(40);
        assertThat(first.bytes()).isZero();
    }

    @Test
    void growsAndShrinksAReservation() {
        var reservation = budget.tryReserve(10).orElseThrow();

        assertThat(reservation.tryGrow(90)).isTrue();
        assertThat(reservation.tryGrow(1)).isFalse();
        reservation.shrinkTo(30);
        reservation.shrinkTo(50);

        assertThat(reservation.bytes()).isEqualTo(30);
        assertThat(budget.reserved()).isEqualTo(30);
    }

    @Test
    void aClosedReservationDoesNotGrow() {
        var reservation = budget.tryReserve(10).orElseThrow();
        reservation.close();

        assertThat(reservation.tryGrow(1)).isFalse();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void refusesMoreThanItsCapacityAtOnce() throws InterruptedException {
        // The time limit of the class fails this if it waits.
        assertThat(budget.tryReserve(101)).isEmpty();
        assertThat(budget.reserve(101, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void waitsUntilBytesAreGivenBack() {
        var held = budget.tryReserve(80).orElseThrow();
        var waiting = reserveInBackground(50, LONG);

        held.close();

        assertThat(waiting.join()).isPresent();
        assertThat(budget.reserved()).isEqualTo(50);
    }

    @Test
    void givesUpWhenPatienceRunsOut() throws InterruptedException {
        budget.tryReserve(80).orElseThrow();

        assertThat(budget.reserve(50, Duration.ofMillis(20))).isEmpty();
        assertThat(budget.reserve(50, Duration.ZERO)).isEmpty();
        assertThat(budget.reserved()).isEqualTo(80);
    }

    @Test
    void aLargeReservationIsNotOvertaken() {
        var held = budget.tryReserve(80).orElseThrow();
        var large = reserveInBackground(90, LONG);

        // As soon as the large one waits, what would fit is refused.
        await().until(() -> {
            var small = budget.tryReserve(5);
            small.ifPresent(ByteBudget.Reservation::close);
            return small.isEmpty();
        });
        held.close();

        assertThat(large.join()).isPresent();
    }

    @Test
    void theNextInLineIsServedWhenALargeOneGivesUp() {
        budget.tryReserve(80).orElseThrow();
        var large = reserveInBackground(90, Duration.ofMillis(300));
        await().until(() -> budget.tryReserve(0).isEmpty());

        var small = reserveInBackground(5, LONG);

        assertThat(large.join()).isEmpty();
        assertThat(small.join()).isPresent();
    }

    @Test
    void anInterruptedWaiterLeavesNothingBehind() throws InterruptedException {
        var held = budget.tryReserve(100).orElseThrow();
        var isInterrupted = new AtomicBoolean();
        var waiter =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                budget.reserve(50, LONG);
                            } catch (InterruptedException e) {
                                isInterrupted.set(true);
                            }
                        });
        await().until(() -> budget.tryReserve(0).isEmpty());

        waiter.interrupt();
        waiter.join();
        held.close();

        assertThat(isInterrupted).isTrue();
        assertThat(budget.reserved()).isZero();
        assertThat(budget.tryReserve(100)).isPresent();
    }

    @Test
    void neverExceedsItsCapacityUnderContention() throws Exception {
        var exceeded = new AtomicBoolean();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                workers.add(CompletableFuture.runAsync(() -> useRepeatedly(exceeded), threads));
            }
            CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(exceeded).isFalse();
        assertThat(budget.reserved()).isZero();
        assertThat(budget.tryReserve(100)).isPresent();
    }

    @Test
    void showsItsUseAsMetrics() {
        var metrics = new SimpleMeterRegistry();
        budget.meteredAs("bodies", metrics).tryReserve(70).orElseThrow();
        assertThat(budget.tryReserve(70)).isEmpty();

        assertThat(metrics.get("hookline.bytes.reserved").tag("budget", "bodies").gauge().value())
                .isEqualTo(70);
        assertThat(metrics.get("hookline.bytes.capacity").tag("budget", "bodies").gauge().value())
                .isEqualTo(100);
        assertThat(metrics.get("hookline.bytes.refused").functionCounter().count()).isEqualTo(1);
    }

    @Test
    void wantsAPositiveCapacityAndNoNegativeBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteBudget(0));
        assertThatIllegalArgumentException().isThrownBy(() -> budget.tryReserve(-1));
    }

    private void useRepeatedly(AtomicBoolean exceeded) {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < 200; i++) {
            try (var reservation = budget.reserve(random.nextInt(1, 101), LONG).orElseThrow()) {
                Thread.yield();
                if (budget.reserved() > 100 || reservation.bytes() == 0) {
                    exceeded.set(true);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private CompletableFuture<Optional<ByteBudget.Reservation>> reserveInBackground(
            long bytes, Duration patience) {
        var result = new CompletableFuture<Optional<ByteBudget.Reservation>>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(budget.reserve(bytes, patience));
                    } catch (InterruptedException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }
}
