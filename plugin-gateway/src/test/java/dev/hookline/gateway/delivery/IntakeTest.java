package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final class TickedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final TickedClock clock = new TickedClock();
    private final Intake intake = new Intake(clock);

    @Test
    void readsOnWhileSomethingGetsThrough() {
        for (int i = 0; i < 100; i++) {
            intake.failed();
            if (i % 10 == 9) {
                assertThat(intake.succeeded()).isFalse();
            }
            assertThat(intake.mayPoll()).isTrue();
        }
    }

    @Test
    void readsLessAndLessForAPluginThatIsDown() {
        boolean noticed = false;
        for (int i = 0; i < 20; i++) {
            noticed |= intake.failed();
        }
        assertThat(noticed).isTrue();
        assertThat(intake.mayPoll()).isFalse();

        clock.now = clock.now.plusSeconds(1);
        assertThat(intake.mayPoll()).isTrue();
        assertThat(intake.mayPoll()).isFalse();
        clock.now = clock.now.plusSeconds(1);
        assertThat(intake.mayPoll()).isFalse();
        clock.now = clock.now.plusSeconds(1);
        assertThat(intake.mayPoll()).isTrue();
    }

    @Test
    void neverStopsReadingForLong() {
        for (int i = 0; i < 1000; i++) {
            intake.failed();
            clock.now = clock.now.plus(Duration.ofSeconds(30));
            assertThat(intake.mayPoll()).isTrue();
        }
    }

    @Test
    void readsOnWhenThePluginIsBack() {
        for (int i = 0; i < 30; i++) {
            intake.failed();
        }
        assertThat(intake.succeeded()).isTrue();
        assertThat(intake.succeeded()).isFalse();
        assertThat(intake.mayPoll()).isTrue();
    }
}
