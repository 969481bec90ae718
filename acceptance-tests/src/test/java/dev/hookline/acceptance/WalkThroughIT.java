package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk-through of the README, on the stack as its users start it, with the sample plugins. */
class WalkThroughIT {

    @Test
    void aSavedEntryPassesThroughTheSamplePluginsAndSurvivesARestart(@TempDir Path home)
            throws IOException {
        String id;
        try (var stack = RunningStack.start(home)) {
            createCollection(stack);
            id = savesWithANormalisedSlug(stack);
            showsARejection(stack);
            keepsTheHomePage(stack);
            publishes(stack, id);
            findsItInTheAuditLog(stack, id);
            uploadsAPictureAndReadsASmallerOne(stack);
            sendsAMailThatArrivesWithTheFooter(stack);
        }
        try (var stack = RunningStack.start(home)) {
            given().get(stack.url("content-service") + "/api/v1/content/articles/" + id)
                    .then()
                    .statusCode(200)
                    .body("slug", equalTo("hello-big-world"));
            showsARejection(stack);
        }
    }

    private static void createCollection(RunningStack stack) {
        admin(stack)
                .body(
                        Map.of(
                                "name",
                                "articles",
                                "label",
                                "Articles",
                                "fields",
                                List.of(
                                        Map.of(
                                                "name",
                                                "title",
                                                "type",
                                                "string",
                                                "required",
                                                true))))
                .post(stack.url("content-service") + "/api/v1/collections")
                .then()
                .statusCode(201);
    }

    private static String savesWithANormalisedSlug(RunningStack stack) {
        return admin(stack)
                .body(Map.of("slug", "Hello Big World", "data", Map.of("title", "Hello")))
                .post(stack.url("content-service") + "/api/v1/content/articles")
                .then()
                .statusCode(201)
                .body("slug", equalTo("hello-big-world"))
                .extract()
                .path("id");
    }

    private static void showsARejection(RunningStack stack) {
        admin(stack)
                .body(Map.of("data", Map.of("body", "No title")))
                .post(stack.url("content-service") + "/api/v1/content/posts")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:hookline:problem:hook-rejected"))
                .body("pluginId", equalTo("editorial-policy"))
                .body("detail", equalTo("Posts require a title"));
    }

    private static void keepsTheHomePage(RunningStack stack) {
        admin(stack)
                .delete(stack.url("content-service") + "/api/v1/content/pages/home")
                .then()
                .statusCode(422)
                .body("pluginId", equalTo("editorial-policy"));
    }

    private static void publishes(RunningStack stack, String id) {
        var address = stack.url("content-service") + "/api/v1/content/articles/" + id;
        given().get(address).then().statusCode(404);
        admin(stack).post(address + "/publish").then().statusCode(200);
        given().get(address).then().statusCode(200).body("data.title", equalTo("Hello"));
    }

    private static void findsItInTheAuditLog(RunningStack stack, String id) {
        await().untilAsserted(() ->
                given().get(stack.url("audit-log (plugin)") + "/log")
                        .then()
                        .statusCode(200)
                        .body(
                                "items.findAll { it.id == '" + id + "' }.hook",
                                hasItem("content:afterSave"))
                        .body(
                                "items.findAll { it.id == '" + id + "' }.hook",
                                hasItem("content:afterPublish")));
    }

    private static void uploadsAPictureAndReadsASmallerOne(RunningStack stack) throws IOException {
        var media = stack.url("media-service");
        var uploaded =
                given().auth()
                        .oauth2(stack.administratorToken())
                        .multiPart("file", new File("../plugins/image-policy/sea.png"))
                        .post(media + "/api/v1/media")
                        .then()
                        .statusCode(201)
                        .body("filename", matchesPattern("[0-9]{13}-sea[.]png"))
                        .extract();
        var smaller = given().get(media + "/media/" + uploaded.path("id") + "?w=640");
        smaller.then().statusCode(200);
        assertThat(ImageIO.read(smaller.asInputStream()).getWidth()).isEqualTo(640);
        given().auth()
                .oauth2(stack.administratorToken())
                .multiPart("file", "note.txt", "No picture".getBytes(StandardCharsets.UTF_8))
                .post(media + "/api/v1/media")
                .then()
                .statusCode(422)
                .body("detail", equalTo("Only images allowed"));
    }

    private static void sendsAMailThatArrivesWithTheFooter(RunningStack stack) {
        admin(stack)
                .header("Prefer", "wait=10")
                .body(Map.of("to", "ann@example.org", "subject", "Hello", "text", "Through it."))
                .post(stack.url("email-service") + "/api/v1/emails")
                .then()
                .statusCode(200)
                .body("status", equalTo("sent"));
        given().get(stack.url("mail that arrived") + "/messages")
                .then()
                .statusCode(200)
                .body("items[0].to", equalTo(List.of("ann@example.org")))
                .body("items[0].text", equalTo("Through it.\r\n\r\n-- Sent via EmDash"));
        await().untilAsserted(() ->
                admin(stack)
                        .get(stack.url("plugin-gateway") + "/api/v1/plugins/email-logger/log")
                        .then()
                        .body("items.message", hasItem("Email sent to ann@example.org")));
    }

    private static RequestSpecification admin(RunningStack stack) {
        return given().contentType("application/json").auth().oauth2(stack.administratorToken());
    }
}
