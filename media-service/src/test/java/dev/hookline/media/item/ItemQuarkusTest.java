package dev.hookline.media.item;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.PNG;
import static dev.hookline.media.testing.MediaApi.as;
import static dev.hookline.media.testing.MediaApi.asAdmin;
import static dev.hookline.media.testing.MediaApi.upload;
import static dev.hookline.media.testing.MediaApi.uploaded;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.hookline.media.testing.Form;
import dev.hookline.media.testing.Kept;
import dev.hookline.media.testing.MediaApi;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class ItemQuarkusTest {

    /** In every name of one test, so that others' files are not seen. */
    private final String mark = UUID.randomUUID().toString();

    @Test
    void listsTheNewestFirstPageByPage() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(uploaded(mark + i + ".png"));
        }
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var request = asAdmin().queryParam("q", mark).queryParam("limit", 2);
            var page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get(MEDIA)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            found.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(found).isEqualTo(sorted(ids));
    }

    @Test
    void filtersByTypeAndName() {
        var picture = uploaded(mark + "_100%.png");
        var text = uploadedText(mark + "-notes.txt");

        list("type", "image/").body("items.id", contains(picture));
        list("type", "IMAGE/png").body("items.id", contains(picture));
        list("type", "text/plain").body("items.id", contains(text));
        list("type", "image/p").body("items", empty());
        list("type", "imag_/").body("items", empty());
        asAdmin()
                .queryParam("q", mark.toUpperCase() + "-NOTES")
                .get(MEDIA)
                .then()
                .body("items.id", contains(text));
        asAdmin()
                .queryParam("q", mark + "_100%")
                .get(MEDIA)
                .then()
                .body("items.id", contains(picture));
        asAdmin().queryParam("q", mark + "%").get(MEDIA).then().body("items", empty());
        asAdmin()
                .queryParam("type", "image/")
                .get(MEDIA)
                .then()
                .body("items.mimeType", everyItem(startsWith("image/")));
    }

    @ParameterizedTest
    @CsvSource({"type, image", "type, /", "limit, 0", "limit, x", "cursor, nonsense"})
    void refusesParametersThatMakeNoSense(String name, String value) {
        asAdmin().queryParam(name, value).get(MEDIA).then().statusCode(400);
    }

    @Test
    void aCursorBelongsToItsFilter() {
        uploaded(mark + "1.png");
        uploaded(mark + "2.png");
        String cursor =
                asAdmin()
                        .queryParam("q", mark)
                        .queryParam("limit", 1)
                        .get(MEDIA)
                        .path("nextCursor");

        asAdmin()
                .queryParam("cursor", cursor)
                .get(MEDIA)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
    }

    @Test
    void everybodyWithTheIdSeesOneFileButTheListIsForReaders() {
        var id = uploaded(mark + ".png");

        given().get(MEDIA + '/' + id).then().statusCode(200).body("id", equalTo(id));
        given().header("If-None-Match", "\"v1\"").get(MEDIA + '/' + id).then().statusCode(304);
        for (var nothing : List.of("01M7ZCCT0K3685XYM2BGTM9NTD", "x", "%00", "%ff")) {
            given().urlEncodingEnabled(false).get(MEDIA + '/' + nothing).then().statusCode(404);
            asAdmin()
                    .urlEncodingEnabled(false)
                    .delete(MEDIA + '/' + nothing)
                    .then()
                    .statusCode(404);
        }
        given().get(MEDIA).then().statusCode(401);
        as(TestTokens.withoutRole()).get(MEDIA).then().statusCode(403);
        as(TestTokens.viewer()).get(MEDIA).then().statusCode(200);
    }

    @Test
    void changesWhatIsWrittenAboutAFile() {
        var id = uploaded(mark + ".png");
        var patch = new HashMap<String, Object>();
        patch.put("alt", "A mountain");
        patch.put("caption", "Seen \u26f0");

        asAdmin()
                .header("If-Match", "\"v1\"")
                .body(patch)
                .patch(MEDIA + '/' + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("version", equalTo(2))
                .body("alt", equalTo("A mountain"))
                .body("filename", equalTo(mark + ".png"))
                .body("updatedAt", not(equalTo(null)));
        patch.put("alt", null);
        patch.remove("caption");
        patch.put("filename", "../../new.png");
        asAdmin().body(patch).patch(MEDIA + '/' + id).then().statusCode(200);
        given().get(MEDIA + '/' + id)
                .then()
                .body("alt", nullValue())
                .body("caption", equalTo("Seen \u26f0"))
                .body("filename", equalTo("new.png"))
                .body("url", equalTo("/media/" + id + "/new.png"))
                .body("version", equalTo(3));
    }

    @Test
    void aChangeOfNothingMakesNoVersion() {
        var id = uploaded(mark + ".png");

        asAdmin()
                .body(Map.of())
                .patch(MEDIA + '/' + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"v1\"");
    }

    @Test
    void refusesAChangeOfAnotherVersion() {
        var id = uploaded(mark + ".png");

        asAdmin()
                .header("If-Match", "\"v7\"")
                .body(Map.of("alt", "x"))
                .patch(MEDIA + '/' + id)
                .then()
                .statusCode(412);
        asAdmin().header("If-Match", "\"v7\"").delete(MEDIA + '/' + id).then().statusCode(412);
        given().get(MEDIA + '/' + id).then().body("version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alt\": 7}",
                "{\"filename\": null}",
                "{\"filename\": \" \"}",
                "{\"size\": 7}",
                "{\"mimeType\": \"image/png\"}",
                "{\"caption\": \"\\u0000\"}"
            })
    void refusesAChangeThatCannotBeStored(String patch) {
        var id = uploaded(mark + ".png");

        asAdmin()
                .body(patch)
                .patch(MEDIA + '/' + id)
                .then()
                .statusCode(422)
                .body("errors", hasSize(1));
        asAdmin().body("[]").patch(MEDIA + '/' + id).then().statusCode(400);
    }

    @Test
    void authorsWorkOnTheirOwnAndEditorsOnAll() {
        var ada = TestTokens.author("ada");
        var answer = upload(ada, Form.of(mark + ".png", "image/png", PNG));
        var path = MEDIA + '/' + answer.get("id");
        var patch = Map.of("alt", "x");

        given().contentType("application/json").body(patch).patch(path).then().statusCode(401);
        as(TestTokens.viewer()).body(patch).patch(path).then().statusCode(403);
        as(TestTokens.author("bob")).body(patch).patch(path).then().statusCode(403);
        as(TestTokens.author("bob")).delete(path).then().statusCode(403);
        as(TestTokens.viewer()).delete(path).then().statusCode(403);
        given().delete(path).then().statusCode(401);
        as(ada).body(patch).patch(path).then().statusCode(200);
        as(TestTokens.editor()).body(patch).patch(path).then().statusCode(200);
        as(ada).delete(path).then().statusCode(204);
        as(ada).delete(path).then().statusCode(404);
    }

    @Test
    void whoMayUpload() {
        var form = Form.of(mark + ".png", "image/png", PNG);
        assertThat(upload(TestTokens.viewer(), form).status()).isEqualTo(403);
        assertThat(upload(TestTokens.withoutRole(), form).status()).isEqualTo(403);
        assertThat(upload(TestTokens.expired(), form).status()).isEqualTo(401);
        assertThat(upload(TestTokens.wronglySigned(), form).status()).isEqualTo(401);
        asAdmin().queryParam("q", mark).get(MEDIA).then().body("items", empty());
    }

    @Test
    void bytesGoWithTheLastItemThatHasThem() {
        var before = Kept.now().files();
        var content = mark.getBytes(StandardCharsets.UTF_8);
        var one = upload("one.txt", "text/plain", content).get("id");
        var other = upload("other.txt", "text/plain", content).get("id");
        assertThat(one).isNotEqualTo(other);
        var after = Kept.now().files();
        assertThat(after).hasSize(before.size() + 1);

        asAdmin().delete(MEDIA + '/' + one).then().statusCode(204);
        given().get(MEDIA + '/' + one).then().statusCode(404);
        assertThat(Kept.now().files()).isEqualTo(after);

        asAdmin().delete(MEDIA + '/' + other).then().statusCode(204);
        assertThat(Kept.now().files()).isEqualTo(before);
    }

    @Test
    void noItemEverLacksItsBytesHoweverUploadsAndDeletionsMeet() {
        var content = mark.getBytes(StandardCharsets.UTF_8);
        var kept =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                MediaApi.meanwhile(() -> {
                                    var id = upload(mark + i, "text/plain", content).get("id");
                                    if (i % 3 != 0) {
                                        asAdmin().delete(MEDIA + '/' + id).then().statusCode(204);
                                    }
                                    return i % 3 == 0 ? List.of(id) : List.<String>of();
                                }))
                        .toList()
                        .stream()
                        .flatMap(work -> work.join().stream())
                        .toList();

        assertThat(kept).hasSize(10);
        for (var id : kept) {
            String url = given().get(MEDIA + '/' + id).path("url");
            assertThat(given().get(url).then().statusCode(200).extract().asByteArray())
                    .isEqualTo(content);
        }
    }

    private io.restassured.response.ValidatableResponse list(String parameter, String value) {
        return asAdmin()
                .queryParam("q", mark)
                .queryParam(parameter, value)
                .get(MEDIA)
                .then()
                .statusCode(200);
    }

    private static String uploadedText(String name) {
        return upload(name, "text/plain", "notes".getBytes(StandardCharsets.UTF_8)).get("id");
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted(java.util.Comparator.reverseOrder()).toList();
    }
}
