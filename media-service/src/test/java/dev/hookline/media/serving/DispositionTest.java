package dev.hookline.media.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionTest {

    @Test
    void quotesAPlainName() {
        assertThat(Disposition.of(true, "a b.png")).isEqualTo("inline; filename=\"a b.png\"");
        assertThat(Disposition.of(false, "a.svg")).isEqualTo("attachment; filename=\"a.svg\"");
    }

    @Test
    void writesOtherScriptsTwice() {
        assertThat(Disposition.of(true, "Größe €\uD83D\uDE00.png"))
                .isEqualTo(
                        "inline; filename=\"Gr__e __.png\";"
                                + " filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%E2%82%AC%F0%9F%98%80.png");
    }

    @Test
    void takesCareOfWhatClientsReadInDifferentWays() {
        assertThat(Disposition.of(true, "a\"b\\c%41.png"))
                .isEqualTo(
                        "inline; filename=\"a_b_c_41.png\"; filename*=UTF-8''a%22b%5Cc%2541.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nSet-Cookie: b=c.png",
                "a\u0000b",
                "a\u202Egnp.exe",
                "\"; x=\"y",
                "\uD800"
            })
    void letsNothingBreakOutOfTheHeader(String name) {
        assertThat(Disposition.of(true, name))
                .matches("inline; filename=\"[ !#-\\[\\]-~]*\"; filename\\*=UTF-8''[!#-~]*");
    }
}
