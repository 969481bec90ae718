package dev.hookline.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void letsSoManyBeginAndTheNextOneWhenOneHasEnded() {
        var turns = new Turns(configOf(2, Duration.ofMillis(1)));

        assertThat(turns.begin()).isTrue();
        assertThat(turns.begin()).isTrue();
        assertThat(turns.begin()).isFalse();
        turns.end();
        assertThat(turns.begin()).isTrue();
    }

    static UploadConfig configOf(int concurrency, Duration patience) {
        return new UploadConfig() {
            @Override
            public MemorySize maxUploadSize() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public Upload upload() {
                return new UploadLimits(concurrency, patience);
            }
        };
    }
}
