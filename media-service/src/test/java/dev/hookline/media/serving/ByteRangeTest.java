package dev.hookline.media.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.media.serving.ByteRange.Part;
import dev.hookline.media.serving.ByteRange.Unsatisfiable;
import dev.hookline.media.serving.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    bytes=0-0,                       0, 0
                    bytes=0-9,                       0, 9
                    bytes=2-4,                       2, 4
                    bytes=2-400,                     2, 9
                    bytes=9-,                        9, 9
                    bytes=-3,                        7, 9
                    bytes=-300,                      0, 9
                    bytes=007-8,                     7, 8
                    BYTES=1-2,                       1, 2
                    bytes = 1-2,                     1, 2
                    bytes=0-99999999999999999999999, 0, 9
                    bytes=-99999999999999999999999,  0, 9
                    """)
    void findsAPart(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new Part(first, last));
    }

    @Test
    void takesEmptyElementsOfAListForNothing() {
        assertThat(ByteRange.of("bytes=, 1-2 ,", 10)).isEqualTo(new Part(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999-"})
    void seesWhatLiesBehindTheEnd(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=4-2",
                "bytes=0-1,3-4",
                "bytes=0-0,-1",
                "bytes=1 -2",
                "lines=1-2",
                "bytes 1-2",
                "bytes=\u0661-\u0662",
                "bytes=0x1-2",
                "bytes=+1-2"
            })
    void ignoresWhatItDoesNotServe(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-1", "bytes=0-0"})
    void hasNoPartsOfAnEmptyFile(String header) {
        assertThat(ByteRange.of(header, 0)).isEqualTo(new Whole());
    }

    @Test
    void isAllWithoutAHeader() {
        assertThat(ByteRange.of(null, 10)).isEqualTo(new Whole());
    }
}
