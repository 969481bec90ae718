package dev.hookline.media.type;

import static dev.hookline.media.testing.MediaApi.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    private final MediaTypes types = new MediaTypes();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a.png,  text/plain,      this is no picture",
                "a.svg,  text/plain,      nor is this",
                "a.mp4,  text/plain,      nor a film",
                "a.csv,  text/csv,        `one,two`",
                "a.md,   text/markdown,   # Title",
                "a.png,  text/html,       <!DOCTYPE html><html><script>alert(1)</script>",
                "a.jpg,  image/svg+xml,   <svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
                "a.svg,  application/xml, <?xml version=\"1.0\"?><a/>",
                "a.png,  application/pdf, %PDF-1.7 and so on"
            })
    void saysWhatTheBytesAre(String name, String type, String content) {
        assertThat(types.of(content.getBytes(StandardCharsets.UTF_8), name)).isEqualTo(type);
    }

    @Test
    void knowsPicturesWhateverTheyAreCalled() {
        assertThat(types.of(PNG, "a.txt")).isEqualTo("image/png");
        assertThat(types.of(PNG, "passwd")).isEqualTo("image/png");
    }

    @Test
    void takesNobodysWordForBytesThatAreNothing() {
        assertThat(types.of(new byte[] {0, 1, 2, 3, (byte) 0x99}, "a.png"))
                .isEqualTo("application/octet-stream");
        assertThat(types.of(new byte[0], "a.png")).isEqualTo("application/octet-stream");
    }

    @Test
    void tellsKindsOfArchivesApartByTheirName() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var archive = new ZipOutputStream(zip)) {
            archive.putNextEntry(new ZipEntry("word/document.xml"));
        }

        assertThat(types.of(zip.toByteArray(), "a.zip")).isEqualTo("application/zip");
        assertThat(types.of(zip.toByteArray(), "a.docx")).contains("wordprocessingml");
        assertThat(types.of(zip.toByteArray(), "a.png")).isEqualTo("application/zip");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,                 image/png",
        "IMAGE/PNG,                 image/png",
        "image/jpg,                 image/jpeg",
        "text/plain; charset=utf-8, text/plain",
        "application/x-unheard-of,  application/x-unheard-of",
        "image/,                    ''",
        "image,                     ''",
        "image/png/x,               ''",
        "image/p ng,                ''",
        "'',                        ''"
    })
    void knowsOneSpellingOfAType(String written, String type) {
        assertThat(types.canonical(written).orElse("")).isEqualTo(type);
    }

    @Test
    void takesNoTypeThatBreaksOutOfItsHeader() {
        assertThat(types.canonical("text/html\r\nX: y")).isEmpty();
        assertThat(types.canonical(null)).isEmpty();
        assertThat(types.canonical("a/" + "b".repeat(200))).isEmpty();
    }
}
