package dev.hookline.media.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "image/webp", "video/mp4", "audio/mpeg"})
    void showsWhatIsPassive(String type) {
        assertThat(ServedType.of(type)).isEqualTo(new ServedType(type, true, true));
    }

    @Test
    void namesTheEncodingOfText() {
        assertThat(ServedType.of("text/plain"))
                .isEqualTo(new ServedType("text/plain;charset=utf-8", true, true));
        assertThat(ServedType.of("text/csv; charset=latin1"))
                .isEqualTo(new ServedType("text/csv;charset=utf-8", false, true));
    }

    @Test
    void leavesPdfToTheViewer() {
        assertThat(ServedType.of("application/pdf"))
                .isEqualTo(new ServedType("application/pdf", true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html", "TEXT/HTML", "text/html; charset=utf-8", "application/xhtml+xml",
                "text/xml", "application/xml", "application/rss+xml", "application/mathml+xml",
                "text/xsl", "application/xslt+xml", "text/javascript", "application/javascript",
                "application/ecmascript", "text/css", "application/wasm", "text/x-anything",
                "multipart/x-mixed-replace", "image/anything+xml", "video/html",
                        "image/x-javascript",
                "application/vnd.mozilla.xul+xml", "application/manifest+json",
                        "text/cache-manifest"
            })
    void servesNothingActiveByItsName(String type) {
        assertThat(ServedType.of(type))
                .isEqualTo(new ServedType("application/octet-stream", false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "image",
                "/",
                "image/png, text/html",
                "image/\r\nx: y",
                "image/é",
                "\u0000"
            })
    void knowsNoWayForNonsense(String type) {
        assertThat(ServedType.of(type))
                .isEqualTo(new ServedType("application/octet-stream", false, true));
    }

    @Test
    void offersSvgForPagesAndForSaving() {
        assertThat(ServedType.of("image/svg+xml"))
                .isEqualTo(new ServedType("image/svg+xml", false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/zip",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "font/woff2",
                "image/tiff"
            })
    void namesWhatIsSaved(String type) {
        assertThat(ServedType.of(type)).isEqualTo(new ServedType(type, false, true));
    }
}
