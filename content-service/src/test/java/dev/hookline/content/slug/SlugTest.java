package dev.hookline.content.slug;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, World! | hello-world",
                "  Crème brûlée  | creme-brulee",
                "Straße in Ærøskøbing | strasse-in-aeroskobing",
                "Þórður Đỗ Łódź œuvre | thordur-do-lodz-oeuvre",
                "İstanbul | istanbul",
                "10 things -- you'll love | 10-things-you-ll-love",
                "日本語 タイトル | 日本語-タイトル",
                "हिन्दी शीर्षक | हिन्दी-शीर्षक",
                "한국어 제목 | 한국어-제목",
                "Привет, мир | привет-мир",
                "snake_case.and.dots | snake-case-and-dots"
            })
    void makesTitlesReadableInAddresses(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void isEmptyForATitleWithoutLettersAndDigits() {
        assertThat(Slug.of("!!! ??? 🎉")).isEmpty();
    }

    @Test
    void cutsLongTitlesWithoutATrailingDash() {
        var slug = Slug.of("a".repeat(199) + " b");
        assertThat(slug).isEqualTo("a".repeat(199));
    }

    @Test
    void neverCutsACharacterInHalf() {
        var clef = "𠀀";
        var slug = Slug.of("a" + clef.repeat(150));
        assertThat(slug).isEqualTo("a" + clef.repeat(99));
    }

    @Test
    void keepsNumberedSlugsWithinTheLimit() {
        assertThat(Slug.numbered("hello", 2)).isEqualTo("hello-2");
        assertThat(Slug.numbered("a".repeat(200), 12)).hasSize(200).endsWith("a-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hello-world", "v1.2_beta", "日本語", "café", "2026"})
    void acceptsWhatPeopleChoose(String slug) {
        assertThat(Slug.isValid(slug)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Hello",
                "hello world",
                "-a",
                "a-",
                "a--b",
                "a/b",
                "a?b",
                "..",
                "a\u0000b",
                "cafe\u0301",
                "a\nb"
            })
    void refusesWhatIsNoPartOfAnAddress(String slug) {
        assertThat(Slug.isValid(slug)).isFalse();
    }

    @RepeatedTest(300)
    void makesOnlyValidSlugsAndLeavesThemAlone(RepetitionInfo repetition) {
        var title = randomText(new Random(repetition.getCurrentRepetition()));
        var slug = Slug.of(title);
        if (!slug.isEmpty()) {
            assertThat(slug).matches(Slug::isValid, "a valid slug, of " + escaped(title));
            assertThat(Slug.of(slug)).isEqualTo(slug);
            assertThat(Slug.numbered(slug, 1234)).matches(Slug::isValid, "valid with a number");
        }
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(300), 0, Character.MAX_CODE_POINT + 1)
                .map(any -> random.nextInt(3) == 0 ? any % 0x250 : any % 0x20000)
                .filter(Character::isDefined)
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }
}
