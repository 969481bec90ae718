package dev.hookline.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.kit.json.Storable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForeignTextTest {

    @Test
    void returnsCleanTextUnchanged() {
        assertThat(ForeignText.asReason("Größe 5 µm, 漢字, 👩‍👩‍👧"))
                .isEqualTo("Größe 5 µm, 漢字, 👩‍👩‍👧");
        assertThat(ForeignText.asReason("")).isEmpty();
    }

    @Test
    void replacesWhatDatabasesAndTerminalsDoNotTake() {
        assertThat(ForeignText.asReason("a\u0000b")).isEqualTo("a\uFFFDb");
        assertThat(ForeignText.asReason("a\u001B[2Jb\u009Bc\u007F"))
                .isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFD");
        assertThat(ForeignText.asReason("one\r\ntwo\tthree")).isEqualTo("one  two three");
        assertThat(ForeignText.asReason("\uD800x\uDC00")).isEqualTo("\uFFFDx\uFFFD");
        assertThat(ForeignText.asReason("a\u202Eb\u2028c\u2066"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void shortensWithoutCuttingACharacterInTwo() {
        assertThat(ForeignText.cleaned("abcdef", 6)).isEqualTo("abcdef");
        assertThat(ForeignText.cleaned("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(ForeignText.cleaned("abcd👩g", 6)).isEqualTo("abcd…");
        assertThat(ForeignText.cleaned("abcde👩", 6)).isEqualTo("abcde…");
        assertThat(ForeignText.asReason("x".repeat(100_000))).hasSize(500).endsWith("…");
    }

    @Test
    void anyTextBecomesStorableOnOneLineAndWithinTheLimit() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int run = 0; run < 20_000; run++) {
            var text =
                    IntStream.generate(() -> random.nextInt(0x110000))
                            .limit(random.nextInt(12))
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
            if (!text.isEmpty() && random.nextBoolean()) {
                text = text.substring(1);
            }
            var cleaned = ForeignText.cleaned(text, 8);

            assertThat(Storable.flawIn(cleaned)).isNull();
            assertThat(cleaned.length()).isLessThanOrEqualTo(8);
            assertThat(cleaned.chars()).noneMatch(Character::isISOControl);
            assertThat(ForeignText.cleaned(cleaned, 8)).isEqualTo(cleaned);
        }
    }
}
