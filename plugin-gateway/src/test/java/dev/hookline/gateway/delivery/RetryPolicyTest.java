package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Lane;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.CallReport;
import dev.hookline.gateway.registry.Plugins;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
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
        public Optional<MemorySize> memory() {
            return Optional.empty();
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

    @Test
    void letsAnEventLapseThatExpiresBeforeItsNextAttempt() {
        assertThat(decide("cron", 1, 500, null, expiry(Duration.ofMinutes(1))))
                .isEqualTo(new RetryPolicy.Lapse());
        assertThat(decide("cron", 1, 500, null, expiry(Duration.ofSeconds(61))))
                .isInstanceOf(RetryPolicy.Keep.class);
        assertThat(decide("content:afterSave", 1, 503, "60", expiry(Duration.ofSeconds(9))))
                .isEqualTo(new RetryPolicy.Lapse());
    }

    private static Map<String, String> expiry(Duration left) {
        return Map.of(CloudEventHeaders.EXPIRY_TIME, NOW.plus(left).toString());
    }

    private Verdict after(int attempt, @Nullable Integer status, @Nullable String retryAfter) {
        var decision = decide("content:afterSave", attempt, status, retryAfter);
        return ((RetryPolicy.Keep) decision).verdict();
    }

    private RetryPolicy.Decision decide(
            String hook, int attempt, @Nullable Integer status, @Nullable String retryAfter) {
        return decide(hook, attempt, status, retryAfter, Map.of());
    }

    private RetryPolicy.Decision decide(
            String hook,
            int attempt,
            @Nullable Integer status,
            @Nullable String retryAfter,
            Map<String, String> further) {
        var headers = new HashMap<>(further);
        headers.put(CloudEventHeaders.TYPE, hook);
        return policy.decide(
                Plugins.active("p"),
                new AfterEvent(
                        new Lane(new TopicPartition("t", 0), "s"),
                        0,
                        NOW,
                        RecordHeaderText.of(headers),
                        new byte[0]),
                attempt,
                "why",
                new CallReport(new CallOutcome.Failed(status, "why"), status, retryAfter, null));
    }

    private static Verdict retry(Duration pause, int attempts, int status) {
        return new Verdict.Retry(NOW.plus(pause), attempts, "why", status);
    }
}
