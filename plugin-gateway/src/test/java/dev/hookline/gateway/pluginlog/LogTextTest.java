package dev.hookline.gateway.pluginlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void replacesWhatSteersTerminalsAndDirections() {
        assertThat(LogText.cleaned("a\u001b[31mb\u0000c\u202ed\u2028e\u0085f\ud800"))
                .isEqualTo("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
    }

    @Test
    void keepsLinesAndLetters() {
        assertThat(LogText.cleaned("ä\r\n\tπ 👩‍🚀 \\")).isEqualTo("ä\n\tπ 👩‍🚀 \\");
    }

    @Test
    void writesLinesAsOneThatCannotBeTakenForSeveral() {
        assertThat(LogText.oneLine("a\nERROR b\t\\n")).isEqualTo("a\\nERROR b\\t\\\\n");
    }
}
