package dev.hookline.gateway.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Duration OPEN_FOR = Duration.ofSeconds(10);

    private final Ticker time = new Ticker();
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final CircuitBreaker circuit =
            new CircuitBreaker(
                    Limits.usual(),
                    time,
                    time.clock(),
                    (from, to, failures, calls) ->
                            changes.add(from + "→" + to + " " + failures + "/" + calls));

    @Test
    void staysClosedWhileFewCallsFail() {
        succeed(60);
        fail(40);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(changes).isEmpty();
    }

    @Test
    void opensOnARateNotOnACount() {
        succeed(100);
        fail(50);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        fail(50);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(changes).containsExactly("CLOSED→OPEN 100/200");
    }

    @Test
    void needsEnoughCallsToJudge() {
        fail(9);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void forgetsFailuresThatAreOlderThanTheWindow() {
        fail(9);
        time.pass(Duration.ofSeconds(40));
        fail(9);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void refusesWhileOpen() {
        open();

        assertThat(circuit.refuses()).isTrue();
        assertThat(circuit.tryAcquire()).isNull();
        time.pass(OPEN_FOR.minusMillis(1));
        assertThat(circuit.tryAcquire()).isNull();
    }

    @Test
    void letsALimitedNumberOfProbesThroughWhenTheTimeIsUp() {
        open();
        time.pass(OPEN_FOR);

        assertThat(circuit.refuses()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(circuit.tryAcquire()).isNotNull();
        }
        assertThat(circuit.tryAcquire()).isNull();
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void closesWhenAllProbesSucceed() {
        open();
        time.pass(OPEN_FOR);
        succeed(2);
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);

        succeed(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(circuit.snapshot().calls()).isZero();
    }

    @Test
    void opensAnewWhenAProbeFails() {
        open();
        time.pass(OPEN_FOR);
        succeed(1);
        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.tryAcquire()).isNull();
        time.pass(OPEN_FOR);
        assertThat(circuit.tryAcquire()).isNotNull();
    }

    @Test
    void givesTheProbeOfACallThatSaysNothingToAnother() {
        open();
        time.pass(OPEN_FOR);
        for (int i = 0; i < 20; i++) {
            acquire().ignored();
        }

        assertThat(circuit.refuses()).isFalse();
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void doesNotLetALateCallOfEarlierTimesJudge() {
        var early = acquire();
        var earlier = acquire();
        open();
        time.pass(OPEN_FOR);
        var probe = acquire();

        early.failed();
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
        earlier.succeeded();
        probe.succeeded();
        succeed(1);
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
        succeed(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void countsACallOnce() {
        for (int i = 0; i < 9; i++) {
            var call = acquire();
            call.failed();
            call.failed();
            call.ignored();
        }

        assertThat(circuit.snapshot().calls()).isEqualTo(9);
    }

    @Test
    void showsWhenItChangedAndWhenItTriesAgain() {
        time.pass(Duration.ofSeconds(7));
        open();
        time.pass(Duration.ofSeconds(4));

        var shown = circuit.snapshot();

        assertThat(shown.changedAt()).isEqualTo(Ticker.START.plusSeconds(7));
        assertThat(shown.retryIn()).isEqualTo(Duration.ofSeconds(6));
        assertThat(shown.failures()).isEqualTo(10);
    }

    @Test
    void countsEveryCallOfManyThreadsAndChangesOnce() throws Exception {
        inParallel(() -> {
            for (int i = 0; i < 1000; i++) {
                var call = acquire();
                if (i % 4 == 0) {
                    call.failed();
                } else {
                    call.succeeded();
                }
            }
        });
        assertThat(circuit.snapshot().calls()).isEqualTo(8000);
        assertThat(circuit.snapshot().failures()).isEqualTo(2000);

        inParallel(() -> {
            for (int i = 0; i < 2000; i++) {
                var call = circuit.tryAcquire();
                if (call != null) {
                    call.failed();
                }
            }
        });
        assertThat(changes).hasSize(1);
        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void neverLetsMoreProbesThroughThanAllowedWhateverTheThreadsDo() throws Exception {
        open();
        time.pass(OPEN_FOR);
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        inParallel(() -> {
            var random = new Random();
            for (int i = 0; i < 5000; i++) {
                var probe = circuit.tryAcquire();
                if (probe != null) {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    if (random.nextBoolean()) {
                        Thread.yield();
                    }
                    underWay.decrementAndGet();
                    probe.ignored();
                }
            }
        });

        assertThat(most).hasValueBetween(1, 3);
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    private void open() {
        fail(10);
        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    }

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            acquire().failed();
        }
    }

    private void succeed(int calls) {
        for (int i = 0; i < calls; i++) {
            acquire().succeeded();
        }
    }

    private CircuitBreaker.Permit acquire() {
        return requireNonNull(circuit.tryAcquire(), "the circuit refuses");
    }

    private static void inParallel(Runnable work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> task =
                    () -> {
                        work.run();
                        return null;
                    };
            for (var done : threads.invokeAll(Collections.nCopies(8, task))) {
                done.get();
            }
        }
    }
}
