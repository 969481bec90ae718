package dev.hookline.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UploadBodyTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void passesOnWhatComesInTime() throws IOException {
        var body = bodyAt(NOON, new ByteArrayInputStream(new byte[] {1, 2, (byte) 0xff}));

        assertThat(body.readAllBytes()).containsExactly(1, 2, 0xff);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void givesUpABodyThatTakesTooLong() {
        var body = bodyAt(NOON.plusMillis(1), new ByteArrayInputStream(new byte[3]));

        assertThatThrownBy(body::read)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("did not arrive in time");
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

        assertThatThrownBy(() -> bodyAt(NOON, lost).drain()).isInstanceOf(BodyLostException.class);
    }

    private static UploadBody bodyAt(Instant now, InputStream request) {
        var clock = Clock.offset(Clock.fixed(now, ZoneOffset.UTC), Duration.ZERO);
        return new UploadBody(request, clock, NOON);
    }
}
