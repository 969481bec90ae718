package dev.hookline.gateway.pluginapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefixTest {

    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    @Test
    void endsWhereTheLastCharacterWouldBeTheNextOne() {
        assertThat(new Prefix("a%").end()).contains("a&");
        assertThat(new Prefix("z" + LAST + LAST).end()).contains("{");
    }

    @Test
    void stepsOverHalvesOfPairs() {
        assertThat(new Prefix("a\uD7FF").end()).contains("a\uE000");
        assertThat(new Prefix("\uFFFF").end()).contains("\uD800\uDC00");
    }

    @Test
    void hasNoEndWhenNothingComesAfterIt() {
        assertThat(new Prefix("").end()).isEmpty();
        assertThat(new Prefix(LAST).end()).isEmpty();
    }
}
