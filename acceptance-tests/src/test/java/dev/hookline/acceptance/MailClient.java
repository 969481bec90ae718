package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** An administrator at the email service's API. */
final class MailClient {

    private final URI service;

    MailClient(URI service) {
        this.service = service;
    }

    /** A message to this recipient. */
    static Map<String, Object> to(String recipient) {
        var message = new HashMap<String, Object>();
        message.put("to", recipient);
        message.put("subject", "Hello");
        message.put("text", "How are you?");
        return message;
    }

    /** Hands a message in; its id. */
    String send(Map<String, ?> message) {
        return request()
                .body(message)
                .post("/api/v1/emails")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Hands a message in and waits for its end; the message then. */
    ValidatableResponse sendAndWait(Map<String, ?> message) {
        return request()
                .header("Prefer", "wait=20")
                .body(message)
                .post("/api/v1/emails")
                .then()
                .statusCode(200);
    }

    ValidatableResponse get(String id) {
        return request().get("/api/v1/emails/" + id).then().statusCode(200);
    }

    ValidatableResponse await(String id, String status) {
        Awaitility.await("email " + id + " to be " + status)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> status.equals(get(id).extract().path("status")));
        return get(id);
    }

    ValidatableResponse settings() {
        return request().get("/api/v1/settings/email").then().statusCode(200);
    }

    private RequestSpecification request() {
        return given().baseUri(service.toString())
                .contentType("application/json")
                .auth()
                .oauth2(TestTokens.admin());
    }
}
