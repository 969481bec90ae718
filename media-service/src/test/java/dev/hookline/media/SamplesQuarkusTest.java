package dev.hookline.media;

import static dev.hookline.media.testing.Pictures.shipped;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.media.testing.MediaApi;
import dev.hookline.media.testing.Pictures;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One real file of each kind, from its upload to its smaller copy. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class SamplesQuarkusTest {

    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>0</script></svg>";
    private static final String PDF =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                    + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                    + "trailer<</Root 1 0 R>>\n%%EOF\n";

    static Stream<Arguments> pictures() {
        var opaque = Pictures.jpeg(1000, 600);
        var clear = Pictures.encoded(Pictures.transparent(1000, 600), "png");
        return Stream.of(
                Arguments.of("a.jpg", "image/jpeg", opaque, 1000, 600, "image/jpeg", 640, 384),
                Arguments.of(
                        "b.jpg",
                        "image/jpeg",
                        Pictures.withExif(opaque, 6),
                        600,
                        1000,
                        "image/jpeg",
                        600,
                        1000),
                Arguments.of(
                        "c.png",
                        "image/png",
                        Pictures.png(1000, 600),
                        1000,
                        600,
                        "image/jpeg",
                        640,
                        384),
                Arguments.of("d.png", "image/png", clear, 1000, 600, "image/png", 640, 384),
                Arguments.of(
                        "e.webp",
                        "image/webp",
                        shipped("lossy.webp"),
                        96,
                        64,
                        "image/jpeg",
                        96,
                        64),
                Arguments.of(
                        "f.webp",
                        "image/webp",
                        shipped("transparent.webp"),
                        96,
                        64,
                        "image/png",
                        96,
                        64));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void copiesPictures(
            String name,
            String type,
            byte[] file,
            int width,
            int height,
            String copyType,
            int copyWidth,
            int copyHeight)
            throws IOException {
        var url = uploaded(name, type, file, width, height);

        var original = get(url);
        var copy = get(url + "?w=640");

        assertThat(original.asByteArray()).isEqualTo(file);
        assertThat(copy.contentType()).isEqualTo(copyType);
        var image = ImageIO.read(new ByteArrayInputStream(copy.asByteArray()));
        assertThat(image.getWidth()).isEqualTo(copyWidth);
        assertThat(image.getHeight()).isEqualTo(copyHeight);
        assertThat(copy.header("Cache-Control")).contains("immutable");
        assertThat(copy.header("ETag")).isNotEqualTo(original.header("ETag"));
        raw().header("If-None-Match", copy.header("ETag"))
                .get(url + "?w=640")
                .then()
                .statusCode(304);
        raw().head(url + "?w=640")
                .then()
                .statusCode(200)
                .header("Content-Length", "" + copy.asByteArray().length);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("g.gif", "image/gif", Pictures.gif(1000, 600), 1000, 600),
                Arguments.of("h.webp", "image/webp", shipped("animated.webp"), 96, 64),
                Arguments.of(
                        "i.png", "image/png", Pictures.claimedPng(50_000, 50_000), 50_000, 50_000),
                Arguments.of(
                        "j.png",
                        "image/png",
                        Arrays.copyOf(Pictures.png(1000, 600), 1000),
                        1000,
                        600),
                Arguments.of("k.svg", "image/svg+xml", SVG.getBytes(StandardCharsets.UTF_8), 0, 0),
                Arguments.of(
                        "l.pdf", "application/pdf", PDF.getBytes(StandardCharsets.UTF_8), 0, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void servesTheOriginalWhereThereIsNoCopy(
            String name, String type, byte[] file, int width, int height) {
        var url = uploaded(name, type, file, width, height);

        var copy = get(url + "?w=640");

        assertThat(copy.asByteArray()).isEqualTo(file);
        assertThat(copy.contentType()).startsWith(type);
        assertThat(copy.header("Cache-Control")).doesNotContain("immutable");
    }

    @Test
    void refusesWidthsThatAreNotOffered() {
        var url = uploaded("m.png", "image/png", Pictures.png(10, 10), 10, 10);
        for (var width : List.of("641", "-1", "640.0", "0x280", "9999999999")) {
            raw().get(url + "?w=" + width)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:hookline:problem:invalid-parameter"))
                    .body("errors[0].field", equalTo("w"))
                    .body("errors[0].message", containsString("640"));
        }
    }

    @Test
    void keepsTheWidthWhenTheNameIsAnother() {
        var url = uploaded("n.png", "image/png", Pictures.png(10, 10), 10, 10);

        raw().redirects()
                .follow(false)
                .get(url.replace("n.png", "old.png") + "?w=640")
                .then()
                .statusCode(308)
                .header("Location", endsWith("n.png?w=640"));
    }

    @Test
    void namesTheCopyByItsType() {
        var url = uploaded("Ein Bild.webp", "image/webp", shipped("lossy.webp"), 96, 64);

        raw().get(url + "?w=160")
                .then()
                .header("Content-Disposition", containsString("Ein Bild.jpg"));
    }

    /** Addresses are encoded already. */
    private static RequestSpecification raw() {
        return given().urlEncodingEnabled(false);
    }

    private static Response get(String url) {
        var answer = raw().get(url);
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer;
    }

    /** Uploads a file, looks whether the item says what it should, and gives its address. */
    private static String uploaded(String name, String type, byte[] file, int width, int height) {
        var answer = MediaApi.upload(name, type, file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var item = answer.body();
        assertThat(item.path("mimeType").asText()).isEqualTo(type);
        assertThat(item.path("width").asInt()).isEqualTo(width);
        assertThat(item.path("height").asInt()).isEqualTo(height);
        return item.path("url").asText();
    }
}
