package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule =
            new RetrySchedule(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), 0.2);

    @Test
    void followsThePausesUntilTheyAreUsedUp() {
        var exact = new RetrySchedule(schedule.pauses(), 0);

        assertThat(exact.after(1, new Random(1))).contains(Duration.ofSeconds(1));
        assertThat(exact.after(2, new Random(1))).contains(Duration.ofSeconds(10));
        assertThat(exact.after(3, new Random(1))).isEmpty();
    }

    @Test
    void staysWithinItsJitter() {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.after(2, random).orElseThrow())
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        }
    }

    @Test
    void refusesAnImpossibleJitter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(), 1));
    }
}
