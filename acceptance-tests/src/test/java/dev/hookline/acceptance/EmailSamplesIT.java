package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.SmtpServer;
import dev.hookline.testsupport.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample plugins of mail, as processes, with the email service. One of them needs a gateway
 * that lets plugins fetch from this machine, which the shared one does not.
 */
class EmailSamplesIT {

    private static final SmtpServer SMTP = Platform.shared().smtp;
    private static ProcessUnderTest emails;
    private static ProcessUnderTest gateway;

    @TempDir Path directory;

    private final Operator operator = new Operator(gateway.url());

    @BeforeAll
    static void start() {
        emails = Platform.shared().email();
        var open = Platform.gatewayConfiguration(Platform.shared().content.url());
        open.put("hookline.gateway.fetch.allow-private-addresses", "true");
        gateway = ProcessUnderTest.start("plugin-gateway", open);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void tidyUp() {
        operator.close();
    }

    @Test
    void aMessageGoesOutWithTheFooterAndIsLogged() throws Exception {
        var ofFooter = directory.resolve("footer.json");
        var ofLogger = directory.resolve("logger.json");
        try (var footer = SamplePlugin.java("email-footer", ofFooter, gateway.url());
                var logger = SamplePlugin.java("email-logger", ofLogger, gateway.url())) {
            footer.installed(operator, "email-footer", ofFooter);
            logger.installed(operator, "email-logger", ofLogger);
            awaitSetting("middleware.beforeSend.toString()", "[email-footer]");
            awaitSetting("middleware.afterSend.toString()", "[email-logger]");

            send("ann@example.org");

            await().until(() -> !SMTP.takenFor("ann@example.org").isEmpty());
            assertThat(SMTP.takenFor("ann@example.org").getFirst().data())
                    .endsWith("\r\n\r\nHello.\r\n\r\n-- Sent via EmDash\r\n");
            await().untilAsserted(() ->
                    operator.log("email-logger")
                            .body("items.message", hasItem("Email sent to ann@example.org"))
                            .body("items.data.source", hasItem("admin")));
        }
    }

    @Test
    void theWebhookMailerPostsMessagesAndThoseWaitWhileItsApiIsAway() throws Exception {
        var credentials = directory.resolve("mailer.json");
        try (var api = new MailApiStub();
                var mailer =
                        SamplePlugin.java(
                                "webhook-mailer",
                                credentials,
                                gateway.url(),
                                Map.of("WEBHOOK_MAILER_URL", api.url().toString()))) {
            mailer.installed(operator, "webhook-mailer", credentials);
            storeKey(JsonPath.from(Files.readString(credentials)).getString("token"));
            operator.select("email:deliver", "webhook-mailer");
            awaitSetting("selectedProviderId", "webhook-mailer");

            var first = send("bob@example.org");
            awaitStatus(first, "sent");
            var posted = api.posted().getFirst();
            assertThat(posted.authorization()).isEqualTo("Bearer re_123");
            assertThat(posted.idempotencyKey()).isEqualTo(first);
            assertThat(posted.body())
                    .isEqualTo(
                            "{\"to\":\"bob@example.org\",\"subject\":\"Greetings\","
                                    + "\"text\":\"Hello.\"}");

            api.goAway();
            var second = send("cid@example.org");
            await().untilAsserted(() ->
                    show(second)
                            .body("status", equalTo("queued"))
                            .body("attempts", greaterThan(1)));
            api.comeBack();
            awaitStatus(second, "sent");
            assertThat(api.posted().getLast().idempotencyKey()).isEqualTo(second);
            assertThat(api.posted()).hasSize(2);

            var unwanted = send("unwanted@example.org");
            awaitStatus(unwanted, "failed");
            show(unwanted)
                    .body("lastError", containsString("422: We know nobody there"))
                    .body("attempts", equalTo(1));
            assertThat(SMTP.takenFor("bob@example.org")).isEmpty();
            assertThat(SMTP.takenFor("cid@example.org")).isEmpty();
        } finally {
            operator.deselect("email:deliver");
        }
    }

    private static void storeKey(String pluginToken) {
        given().contentType("application/json")
                .auth()
                .oauth2(pluginToken)
                .body(Map.of("value", "re_123"))
                .put(gateway.url("/plugin-api/v1/kv/settings:apiKey"))
                .then()
                .statusCode(204);
    }

    private static String send(String recipient) {
        return admin().body(Map.of("to", recipient, "subject", "Greetings", "text", "Hello."))
                .post(emails.url("/api/v1/emails"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> show(id).body("status", equalTo(status)));
    }

    private static void awaitSetting(String path, String value) {
        await().untilAsserted(() ->
                admin().get(emails.url("/api/v1/settings/email"))
                        .then()
                        .statusCode(200)
                        .body(path, equalTo(value)));
    }

    private static ValidatableResponse show(String id) {
        return admin().get(emails.url("/api/v1/emails/" + id)).then().statusCode(200);
    }

    private static RequestSpecification admin() {
        return given().contentType("application/json").auth().oauth2(TestTokens.admin());
    }
}
