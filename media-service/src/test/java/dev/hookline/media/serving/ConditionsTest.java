package dev.hookline.media.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.media.serving.Conditions.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

    private static final EntityTag TAG = EntityTag.strong("abc");
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00.7Z");
    private static final String NOW = "Sat, 21 Nov 2026 12:00:00 GMT";
    private static final String BEFORE = "Sat, 21 Nov 2026 11:59:59 GMT";

    @Test
    void sendsWithoutConditions() {
        assertThat(judge(null, null, null, null)).isEqualTo(Verdict.SEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc\"",
                "W/\"abc\"",
                "*",
                " * ",
                "\"x\", \"abc\"",
                "\"x\",W/\"abc\"",
                "\"a,b\",\"abc\""
            })
    void knowsWhatTheClientHas(String ifNoneMatch) {
        assertThat(judge(null, null, ifNoneMatch, null)).isEqualTo(Verdict.NOT_MODIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "abc", "\"ABC\"", "", "\"*\"", "\"abc", "\"x, abc\""})
    void sendsWhatTheClientDoesNotHave(String ifNoneMatch) {
        assertThat(judge(null, null, ifNoneMatch, null)).isEqualTo(Verdict.SEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOW,
                "Sun, 22 Nov 2026 00:00:00 GMT",
                "Saturday, 21-Nov-26 12:00:00 GMT",
                "Sat Nov 21 12:00:00 2026"
            })
    void knowsDatesInAllThreeForms(String ifModifiedSince) {
        assertThat(judge(null, null, null, ifModifiedSince)).isEqualTo(Verdict.NOT_MODIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEFORE, "yesterday", "", "2026-11-21T12:00:00Z"})
    void sendsWhatIsNewerOrNotDated(String ifModifiedSince) {
        assertThat(judge(null, null, null, ifModifiedSince)).isEqualTo(Verdict.SEND);
    }

    @Test
    void trustsTagsMoreThanDates() {
        assertThat(judge(null, null, "\"x\"", NOW)).isEqualTo(Verdict.SEND);
        assertThat(judge("\"abc\"", BEFORE, null, null)).isEqualTo(Verdict.SEND);
    }

    @Test
    void failsWhenTheClientMeansOtherBytes() {
        assertThat(judge("\"x\"", null, null, null)).isEqualTo(Verdict.FAILED);
        assertThat(judge("W/\"abc\"", null, null, null)).isEqualTo(Verdict.FAILED);
        assertThat(judge("*", null, null, null)).isEqualTo(Verdict.SEND);
        assertThat(judge(null, BEFORE, null, null)).isEqualTo(Verdict.FAILED);
        assertThat(judge(null, NOW, null, null)).isEqualTo(Verdict.SEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", NOW})
    void servesARangeOfTheSameBytes(String ifRange) {
        assertThat(ranged(ifRange)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "W/\"abc\"",
                "\"x\", \"abc\"",
                BEFORE,
                "Sun, 22 Nov 2026 00:00:00 GMT",
                "abc",
                ""
            })
    void servesNoRangeOfOthers(String ifRange) {
        assertThat(ranged(ifRange)).isFalse();
    }

    private static boolean ranged(String ifRange) {
        return new Conditions(null, null, null, null, ifRange).allowRange(TAG, TIME);
    }

    private static Verdict judge(
            @Nullable String ifMatch,
            @Nullable String ifUnmodifiedSince,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince) {
        return new Conditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, null)
                .judge(TAG, TIME);
    }
}
