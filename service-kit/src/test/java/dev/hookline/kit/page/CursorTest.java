package dev.hookline.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String LIST = "posts by title";

    @RepeatedTest(50)
    void comesBackAsItWentWhateverItHolds(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var values = List.of(text(random), text(random));
        var encoded = Cursor.after(LIST, values).encode();
        assertThat(encoded).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(encoded, LIST, 2).values()).isEqualTo(values);
    }

    @Test
    void belongsToItsListAlone() {
        var encoded = Cursor.after(LIST, List.of("x")).encode();
        refused(encoded, "posts by slug", 1);
        refused(encoded, LIST, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"scope\":null,\"values\":[]}",
                "{\"scope\":\"x\"}",
                "{\"scope\":\"x\",\"values\":[null]}",
                "{\"scope\":1,\"values\":{}}",
                "{",
                "{\"scope\":\"x\",\"values\":[\"a\\u0000\"]}",
                "{\"more\":1}"
            })
    void isRefusedWhenSomebodyElseMadeIt(String json) {
        var forged = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        refused(forged, LIST, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "===", "a b", "\u0000"})
    void isRefusedWhenItIsNoBase64(String text) {
        refused(text, LIST, 1);
    }

    @Test
    void isRefusedWhenItHoldsWhatADatabaseCannotCompareWith() {
        refused(Cursor.after(LIST, List.of("a\u0000")).encode(), LIST, 1);
    }

    private static void refused(String encoded, String list, int size) {
        assertThatThrownBy(() -> Cursor.read(encoded, list, size))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .isEqualTo(ProblemType.INVALID_CURSOR.uri()));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 1, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
