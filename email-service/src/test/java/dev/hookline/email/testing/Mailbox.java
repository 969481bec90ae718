package dev.hookline.email.testing;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A recipient nobody else writes to, and the client that sends to it. */
public final class Mailbox {

    private final String address =
            "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";

    public String address() {
        return address;
    }

    /** A request of an administrator. */
    public static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin()).contentType(ContentType.JSON);
    }

    public Map<String, Object> message() {
        var message = new HashMap<String, Object>();
        message.put("to", address);
        message.put("subject", "Hello");
        message.put("text", "How are you?");
        return message;
    }

    /** Sends and answers the new message's id. */
    public String send(Map<String, Object> message) {
        return admin().body(message)
                .post("/api/v1/emails")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    public String send() {
        return send(message());
    }

    public static ValidatableResponse get(String id) {
        return admin().get("/api/v1/emails/" + id).then().statusCode(200);
    }

    /** Waits until a message has come to this state. */
    public static ValidatableResponse await(String id, String status) {
        Awaitility.await("email " + id + " to be " + status)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status.equals(get(id).extract().path("status")));
        return get(id);
    }

    /** The one message that has arrived here. */
    public MimeMessage received() throws MessagingException {
        var taken = SmtpResource.server().takenFor(address);
        if (taken.size() != 1) {
            throw new AssertionError(taken.size() + " messages for " + address);
        }
        return new MimeMessage(
                null,
                new ByteArrayInputStream(taken.getFirst().data().getBytes(StandardCharsets.UTF_8)));
    }
}
