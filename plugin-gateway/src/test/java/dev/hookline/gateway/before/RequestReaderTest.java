package dev.hookline.gateway.before;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.memory.HeldMemory;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** A plugin with a timeout of 500 ms, and what the service adds. */
    private static final Duration GIVEN = Duration.ofMillis(750);

    private final RequestReader reader =
            new RequestReader(
                    new ObjectMapper(),
                    new BeforeRequestsConfig() {
                        @Override
                        public int concurrency() {
                            return 1;
                        }

                        @Override
                        public Duration clockTolerance() {
                            return Duration.ofSeconds(5);
                        }
                    },
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void givesTheFullTimeWhateverTheSendersClockSays() {
        for (var behind : new Duration[] {Duration.ZERO, Duration.ofSeconds(4)}) {
            var sent = NOW.minus(behind);
            assertThat(deadline(sent, GIVEN)).isEqualTo(NOW.plus(GIVEN));
        }
        assertThat(deadline(NOW.plusSeconds(3), GIVEN)).isEqualTo(NOW.plus(GIVEN));
    }

    @Test
    void leavesARequestThatIsOlderThanAnyClockExplainsInThePast() {
        assertThat(deadline(NOW.minusSeconds(6), GIVEN)).isBefore(NOW);
    }

    @Test
    void takesTheDeadlineOfASenderThatGivesNoTime() {
        assertThat(deadline(NOW.minusSeconds(1), null)).isEqualTo(NOW.minusSeconds(1).plus(GIVEN));
    }

    private Instant deadline(Instant sentAt, @Nullable Duration given) {
        var message =
                new ConsumerRecord<>(
                        Topics.before(HookDomain.CONTENT),
                        0,
                        0,
                        "posts/1",
                        "{\"content\": {}, \"collection\": \"posts\"}"
                                .getBytes(StandardCharsets.UTF_8));
        header(message, CloudEventHeaders.TYPE, "content:beforeSave");
        header(message, CloudEventHeaders.CORRELATION_ID, "1");
        header(message, CloudEventHeaders.DIRECTORY_REVISION, "1");
        header(message, CloudEventHeaders.EXPIRY_TIME, sentAt.plus(GIVEN).toString());
        if (given != null) {
            header(message, CloudEventHeaders.TIME_GIVEN, String.valueOf(given.toMillis()));
        }
        return ((RequestReader.Readable) reader.read(message, new HeldMemory()))
                .request()
                .deadline();
    }

    private static void header(ConsumerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
