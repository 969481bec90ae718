package dev.hookline.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FailureWindowTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final Ticker time = new Ticker();
    private final FailureWindow window = new FailureWindow(LENGTH, time.getAsLong());

    @Test
    void countsCallsAndFailures() {
        add(true);
        add(false);
        add(false);

        assertCounts(3, 1);
    }

    @Test
    void forgetsSliceBySlice() {
        add(true);
        time.pass(Duration.ofSeconds(5));
        add(false);
        time.pass(Duration.ofMillis(5_500));

        assertCounts(1, 0);
    }

    @Test
    void forgetsEverythingAfterALongPause() {
        add(true);
        time.pass(Duration.ofDays(400));

        assertCounts(0, 0);
        add(true);
        assertCounts(1, 1);
    }

    /** Never counts what is older than the window, always what is younger by more than a slice. */
    @RepeatedTest(20)
    void neverForgetsTooEarlyNorTooLate(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var added = new ArrayDeque<Long>();
        for (int i = 0; i < 500; i++) {
            time.pass(Duration.ofMillis(random.nextInt(900)));
            add(true);
            added.add(time.getAsLong());
            long now = time.getAsLong();
            long within = added.stream().filter(at -> now - at <= LENGTH.toNanos()).count();
            long surely =
                    added.stream()
                            .filter(at -> now - at <= LENGTH.minusSeconds(1).toNanos())
                            .count();

            assertThat((long) window.calls(now)).isBetween(surely, within);
        }
    }

    private void add(boolean failed) {
        window.add(failed, time.getAsLong());
    }

    private void assertCounts(int calls, int failures) {
        assertThat(window.calls(time.getAsLong())).isEqualTo(calls);
        assertThat(window.failures(time.getAsLong())).isEqualTo(failures);
    }
}
