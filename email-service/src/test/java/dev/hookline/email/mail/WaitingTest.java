package dev.hookline.email.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {

    @ParameterizedTest
    @CsvSource({
        "wait=10, 10",
        "'respond-async, wait=5', 5",
        "wait=0, 0",
        "wait=30, 30",
        "wait=31, 30",
        "wait=9999, 30"
    })
    void waitsAsLongAsWantedAndNeverOverHalfAMinute(String prefer, int seconds) {
        assertThat(Waiting.wanted(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "wait=x", "await=5", "wait=99999"})
    void ignoresWhatItDoesNotUnderstand(String prefer) {
        assertThat(Waiting.wanted(prefer)).isEmpty();
    }

    @Test
    void doesNotWaitUnasked() {
        assertThat(Waiting.wanted(null)).isEmpty();
    }
}
