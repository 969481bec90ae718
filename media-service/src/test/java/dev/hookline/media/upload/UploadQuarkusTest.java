package dev.hookline.media.upload;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.PNG;
import static dev.hookline.media.testing.MediaApi.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.media.testing.Form;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
                .body("version", equalTo(1));
    }
}
