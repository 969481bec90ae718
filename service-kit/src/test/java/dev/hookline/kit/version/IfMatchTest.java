package dev.hookline.kit.version;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "*", "\"v7\"", "\"v1\", \"v7\"", "\"v1\",\"v7\""})
    void letsAChangeOfTheRightVersionPass(String header) {
        assertThatCode(() -> IfMatch.of(header).require(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v6\"", "v7", "W/\"v7\"", "\"v7", "\"v70\"", ",", "\"*\""})
    void refusesEverythingElse(String header) {
        assertThatThrownBy(() -> IfMatch.of(header).require(7))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("v7");
    }
}
