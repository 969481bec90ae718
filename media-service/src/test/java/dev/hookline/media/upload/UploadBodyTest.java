package dev.hookline.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.testsupport.TickingClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadBodyTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final TickingClock clock = new TickingClock(NOON);

    @Test
    void passesOnWhatComesInTime() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[] {1, 2, (byte) 0xff}));

        assertThat(body.readAllBytes()).containsExactly(1, 2, 0xff);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void givesUpABodyThatTakesTooLong() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[1_000_000]));
        body.readNBytes(999_000);
        clock.moveTo(NOON.plus(Duration.ofHours(1)).plusMillis(1));

        assertTooSlow(body);
    }

    @Test
    void givesUpABodyThatArrivesByteByByte() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[2_000]));
        body.read();
        clock.moveTo(NOON.plusSeconds(10));
        body.read();
        clock.moveTo(NOON.plusSeconds(11));

        assertTooSlow(body);
    }

    @Test
    void takesABodyThatIsFastEnoughOnAverage() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[2_000]));
        body.readNBytes(1_100);
        clock.moveTo(NOON.plusSeconds(11));
        body.read();
        clock.moveTo(NOON.plusSeconds(12));

        assertTooSlow(body);
    }

    @Test
    void tellsALostClientFromABrokenDisk() {
        var lost =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                };

        assertThatThrownBy(() -> body(lost).drain()).isInstanceOf(BodyLostException.class);
    }

    private static void assertTooSlow(UploadBody body) {
        assertThatThrownBy(body::read)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("did not arrive in time");
    }

    private UploadBody body(InputStream request) {
        return new UploadBody(request, clock, new UploadLimits(1, Duration.ofSeconds(1)));
    }
}
