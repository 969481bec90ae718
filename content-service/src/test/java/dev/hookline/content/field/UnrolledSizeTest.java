package dev.hookline.content.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnrolledSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Z]{2}-\\d{4}",
                "[a-z]{1,64}@[a-z]{1,64}(\\.[a-z]{1,64}){1,10}",
                "(a{100}){50}",
                "[]{9]{5}",
                "\\{1000}x",
                "a{,5}",
                "(((",
                "[unclosed",
                "\\"
            })
    void letsOrdinaryExpressionsPass(String expression) {
        assertThat(UnrolledSize.isTooLarge(expression)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "((a{100}){100}){100}",
                "(?:x|y{999}){50}",
                "((ab){500}c){0,20}",
                "a{999999999}"
            })
    void stopsNestedRepetitions(String expression) {
        assertThat(UnrolledSize.isTooLarge(expression)).isTrue();
    }
}
