package dev.hookline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LimitedStreamTest {

    @Test
    void letsABodyOfExactlyTheLimitPass() throws IOException {
        assertThat(stream(100, 100).readAllBytes()).hasSize(100);
    }

    @Test
    void refusesOneByteMore() {
        assertThatIllegalStateException().isThrownBy(() -> stream(101, 100).readAllBytes());
    }

    @Test
    void countsSingleBytes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    var stream = stream(3, 2);
                    while (stream.read() >= 0) {
                        // Reads on until it is refused.
                        continue;
                    }
                });
    }

    private static LimitedStream stream(int size, long limit) {
        return new LimitedStream(
                new ByteArrayInputStream(new byte[size]), limit, IllegalStateException::new);
    }
}
