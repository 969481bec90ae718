package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.field;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that cost more than they look like. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class HostileBodyQuarkusTest {

    /** The client sends its head alone: an answer shows that the body was not waited for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/content/posts",
                "PATCH /api/v1/content/posts/x",
                "POST /api/v1/content/posts/x/schedule",
                "POST " + COLLECTIONS,
                "PATCH " + COLLECTIONS + "/posts"
            })
    void refusesAMissingTokenBeforeTheBody(String request) throws IOException {
        assertThat(answerTo(request, "")).contains("401 Unauthorized", "application/problem+json");
    }

    @Test
    void refusesABadTokenBeforeTheBody() throws IOException {
        assertThat(answerTo("POST /api/v1/content/posts", "Authorization: Bearer a.b.c\r\n"))
                .contains("401 Unauthorized", "application/problem+json", "invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\":{}}", "{}", "1"})
    void refusesABodyOfTooManyTokens(String element) {
        var posts = collectionWith(field("value", "json"));
        asAdmin()
                .body("{\"data\":{\"value\":[%s1]}}".formatted((element + ",").repeat(100_000)))
                .post(entries(posts))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:malformed-request"))
                .body("detail", containsString("100000 JSON tokens"));
    }

    @Test
    void refusesABodyThatIsNestedTooDeeply() {
        asAdmin()
                .body("{\"data\":{\"value\":" + "[".repeat(200) + "]".repeat(200) + "}}")
                .post(entries("posts"))
                .then()
                .statusCode(400)
                .body("detail", containsString("nested 100 deep"));
    }

    private static String answerTo(String request, String header) throws IOException {
        try (var connection = new Socket("localhost", RestAssured.port)) {
            connection.setSoTimeout(10_000);
            connection
                    .getOutputStream()
                    .write(
                            (request
                                            + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + header
                                            + "\r\n")
                                    .getBytes(US_ASCII));
            var answer =
                    new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), US_ASCII));
            var head = new StringBuilder();
            for (var line = answer.readLine();
                    line != null && !line.isEmpty();
                    line = answer.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }
}
