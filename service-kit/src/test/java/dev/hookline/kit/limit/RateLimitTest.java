package dev.hookline.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    private final Clock clock =
            new Clock() {
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
            };

    private final RateLimit rate = new RateLimit(6, clock);

    @Test
    void takesTheLinesOfAMinuteAtOnceAndThenAsksToWait() {
        take("a", 6);

        assertThat(rate.take("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void takesOneMoreWheneverItsShareHasPassed() {
        take("a", 6);
        now = now.plusSeconds(10);

        take("a", 1);
        assertThat(rate.take("a")).isPresent();
    }

    @Test
    void savesNoMoreThanAMinute() {
        take("a", 1);
        now = now.plus(Duration.ofDays(1));

        take("a", 6);
        assertThat(rate.take("a")).isPresent();
    }

    @Test
    void countsEachPluginOnItsOwn() {
        take("a", 6);

        take("b", 6);
    }

    private void take(String pluginId, int lines) {
        for (int i = 0; i < lines; i++) {
            assertThat(rate.take(pluginId)).isEmpty();
        }
    }
}
