package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.CallReport;
import dev.hookline.gateway.registry.Plugins;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private record Settings(List<Duration> retries) implements DeliveryConfig {
        @Override
        public double jitter() {
            return 0;
        }

        @Override
        public Duration longestRetryAfter() {
            return Duration.ofHours(1);
        }

        @Override
        public int window() {
            return 1;
        }

        @Override
        public MemorySize windowBytes() {
            return new MemorySize(BigInteger.ONE);
        }

        @Override
        public long waiting() {
            return 1;
        }

        @Override
        public Duration drain() {
            return Duration.ZERO;
        }
    }

    private final RetryPolicy policy =
            new RetryPolicy(
                    new Settings(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30))),
                    new Random(1),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void waitsLongerAfterEachFailureAndThenGivesUp() {
        assertThat(after(1, 500, null)).isEqualTo(retry(Duration.ofSeconds(5), 1, 500));
        assertThat(after(2, 500, null)).isEqualTo(retry(Duration.ofSeconds(30), 2, 500));
        assertThat(after(3, 500, null)).isInstanceOf(Verdict.GiveUp.class);
        assertThat(after(1, null, null)).isInstanceOf(Verdict.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 422})
    void triesRefusalsOnceMore(int status) {
        assertThat(after(1, status, null)).isInstanceOf(Verdict.Retry.class);
        assertThat(after(2, status, null)).isInstanceOf(Verdict.GiveUp.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|7|7",
                "503|0|0",
                "503|Sun, 01 Mar 2026 10:02:00 GMT|120",
                "503|Sun, 01 Mar 2026 09:00:00 GMT|0",
                "503|999999|3600",
                "503|soon|5",
                "503|-3|5",
                "500|7|5"
            })
    void comesBackWhenThePluginSays(int status, String retryAfter, long seconds) {
        assertThat(after(1, status, retryAfter))
                .isEqualTo(retry(Duration.ofSeconds(seconds), 1, status));
    }

    @Test
    void stopsAtGone() {
        assertThat(decide("content:afterSave", 1, 410, null)).isInstanceOf(RetryPolicy.Stop.class);
    }

    @Test
    void triesATickAfterOneMinuteWhateverThePluginHasForEvents() {
        assertThat(decide("cron", 1, 500, null))
                .isEqualTo(new RetryPolicy.Keep(retry(Duration.ofMinutes(1), 1, 500)));
        assertThat(((RetryPolicy.Keep) decide("cron", 6, 500, null)).verdict())
                .isInstanceOf(Verdict.GiveUp.class);
    }

    private Verdict after(int attempt, @Nullable Integer status, @Nullable String retryAfter) {
        var decision = decide("content:afterSave", attempt, status, retryAfter);
        return ((RetryPolicy.Keep) decision).verdict();
    }

    private RetryPolicy.Decision decide(
            String hook, int attempt, @Nullable Integer status, @Nullable String retryAfter) {
        return policy.decide(
                Plugins.active("p"),
                hook,
                attempt,
                "why",
                new CallReport(new CallOutcome.Failed(status, "why"), status, retryAfter, null));
    }

    private static Verdict retry(Duration pause, int attempts, int status) {
        return new Verdict.Retry(NOW.plus(pause), attempts, "why", status);
    }
}
