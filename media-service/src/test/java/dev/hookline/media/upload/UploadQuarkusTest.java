package dev.hookline.media.upload;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.PNG;
import static dev.hookline.media.testing.MediaApi.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.media.testing.Form;
import dev.hookline.media.testing.Kept;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class UploadQuarkusTest {

    @Test
    void keepsAFileAndShowsIt() throws NoSuchAlgorithmException {
        var answer =
                upload(
                        TestTokens.author("ada"),
                        Form.of("Ein Bild.png", "image/png", PNG)
                                .field("alt", "Ein \u00c4pfel")
                                .field("caption", ""));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var id = answer.get("id");
        assertThat(answer.headers().firstValue("Location")).hasValue(MEDIA + '/' + id);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"v1\"");
        assertThat(answer.body().has("claimedType")).isFalse();
        assertThat(answer.body().has("derivatives")).isFalse();
        given().get(MEDIA + '/' + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"v1\"")
                .body("filename", equalTo("Ein Bild.png"))
                .body("mimeType", equalTo("image/png"))
                .body("size", equalTo(PNG.length))
                .body("url", equalTo("/media/" + id + "/Ein%20Bild.png"))
                .body(
                        "sha256",
                        equalTo(
                                HexFormat.of()
                                        .formatHex(
                                                MessageDigest.getInstance("SHA-256").digest(PNG))))
                .body("alt", equalTo("Ein \u00c4pfel"))
                .body("caption", equalTo(""))
                .body("uploadedBy", equalTo("ada"))
                .body("version", equalTo(1))
                .body("width", equalTo(1))
                .body("height", equalTo(1));
    }

    @Test
    void showsWhatSmallerCopiesThereAre() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(700, 500, BufferedImage.TYPE_INT_RGB), "png", picture);

        var answer = upload("large.png", "image/png", picture.toByteArray());

        assertThat(answer.body().get("width").asInt()).isEqualTo(700);
        assertThat(answer.body().get("height").asInt()).isEqualTo(500);
        assertThat(answer.get("blurhash")).hasSizeGreaterThan(5);
        var copies = answer.body().get("derivatives");
        assertThat(copies).isNotEmpty();
        for (var copy : copies) {
            assertThat(copy.get("width").asInt()).isLessThan(700);
            assertThat(copy.get("url").asText())
                    .isEqualTo(answer.get("url") + "?w=" + copy.get("width").asInt());
        }
        var media = Kept.eventsOf(answer.get("id"), 1).getFirst().data().get("media");
        assertThat(media.get("width").asInt()).isEqualTo(700);
        assertThat(media.get("height").asInt()).isEqualTo(500);
    }

    @Test
    void aFilesNameAndTypeAreNotWhatTheClientSays() {
        var answer =
                upload(
                        "../../etc/passwd",
                        "image/png",
                        "root:x:0:0".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.get("filename")).isEqualTo("passwd");
        assertThat(answer.get("mimeType")).isEqualTo("text/plain");
        assertThat(answer.get("claimedType")).isEqualTo("image/png");

        var text = upload("a.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8));
        assertThat(text.get("filename")).isEqualTo("a.png");
        assertThat(text.get("mimeType")).isEqualTo("text/plain");
        assertThat(text.get("claimedType")).isEqualTo("image/png");
    }

    @Test
    void aPictureKeepsItsTypeUnderANameThatIsAPath() {
        var answer = upload("../../etc/passwd", "image/png", PNG);

        assertThat(answer.get("filename")).isEqualTo("passwd");
        assertThat(answer.get("mimeType")).isEqualTo("image/png");
        assertThat(answer.body().has("claimedType")).isFalse();
        assertThat(answer.get("url")).isEqualTo("/media/" + answer.get("id") + "/passwd");
    }

    @Test
    void refusesWhatIsNoForm() {
        given().auth()
                .oauth2(TestTokens.admin())
                .contentType("application/json")
                .body("{}")
                .post(MEDIA)
                .then()
                .statusCode(415);
        given().auth()
                .oauth2(TestTokens.admin())
                .header("Content-Type", "multipart/form-data")
                .post(MEDIA)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:malformed-request"));
    }
}
