package dev.hookline.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartHeadTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "filename=\"a.png\",                     a.png",
                "filename=a.png,                         a.png",
                "FileName=\"a.png\",                     a.png",
                "filename=\"a;b=c.png\",                 a;b=c.png",
                "filename=\"\u6f22 \u00e4.png\",         \u6f22 \u00e4.png",
                "filename*=UTF-8''%e2%82%ac%20rates.txt, \u20ac rates.txt"
            })
    void readsTheNameOfAFile(String parameter, String filename) {
        var head =
                PartHead.of(
                        "content-disposition: form-data; name=\"file\"; "
                                + parameter
                                + "\r\nCONTENT-TYPE: image/png; charset=x\r\nX-Other: 1\r\n");

        assertThat(head).isEqualTo(new PartHead("file", filename, "image/png"));
    }

    @Test
    void aFieldHasNoFileName() {
        assertThat(PartHead.of("Content-Disposition: form-data; name=alt\r\n"))
                .isEqualTo(new PartHead("alt", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: image/png\r\n",
                "Content-Disposition: attachment; name=\"file\"\r\n",
                "Content-Disposition: form-data\r\n",
                "Content-Disposition: form-data; filename=\"a\"\r\n"
            })
    void refusesWhatIsNoPartOfAForm(String headers) {
        assertThatThrownBy(() -> PartHead.of(headers)).isInstanceOf(IllegalArgumentException.class);
    }
}
