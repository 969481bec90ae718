package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins do with mail, from the API through the gateway's pipeline to the mail server. */
class EmailHooksIT {

    private static final String BEFORE = "email:beforeSend";
    private static final String DELIVER = "email:deliver";
    private static final String AFTER = "email:afterSend";
    private static final String EVENTS = "hooks.email-events:register";
    private static final String TRANSPORT = "hooks.email-transport:register";
    private static final String FOOTER = "\n\n-- Sent via EmDash";

    private final Platform platform = Platform.shared();
    private final MailClient mails = new MailClient(platform.email().url());
    private final Operator operator = new Operator(platform.gateway.url());
    private final List<PluginFixture> plugins = new ArrayList<>();
    private final String recipient =
            "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";

    @AfterEach
    void tidyUp() {
        operator.close();
        plugins.forEach(PluginFixture::close);
    }

    @Test
    void footersChainInOrderAndAPluginWithoutTheCapabilityIsSkipped() {
        var second = plugin("second-footer", EVENTS);
        second.hook(BEFORE, Map.of("priority", 200), appending("\n\n-- Second"));
        var footer = plugin("email-footer", EVENTS);
        footer.hook(BEFORE, Map.of("priority", 100), appending(FOOTER));
        var incapable = plugin("incapable").hook(BEFORE, appending("\n\n-- Never"));
        List.of(second, footer, incapable).forEach(operator::install);
        awaitTakingPart("email-footer", "second-footer");

        var text = mails.sendAndWait(MailClient.to(recipient)).extract().path("message.text");

        assertThat(text).isEqualTo("How are you?" + FOOTER + "\n\n-- Second");
        assertThat(second.calls(BEFORE).getFirst().event().at("/message/text").asText())
                .isEqualTo("How are you?" + FOOTER);
        assertThat(received()).contains("\r\n\r\n-- Sent via EmDash\r\n\r\n-- Second");
        assertThat(incapable.calls()).isEmpty();
        operator.show("incapable")
                .body("hooks[0].hook", equalTo(BEFORE))
                .body("hooks[0].skipped", containsString(EVENTS));
        operator.show("second-footer").body("hooks[0].position", equalTo(2));
        mails.settings().body("middleware.beforeSend", not(hasItem("incapable")));
    }

    @Test
    void neitherACancelledMessageNorOneOfThePlatformItselfIsAnnounced() {
        var quiet = plugin("quiet-hours", EVENTS);
        quiet.hook(BEFORE, PluginBehaviour.valueOf(call -> isMine(call) ? false : null));
        quiet.hook(AFTER, PluginBehaviour.keep());
        operator.install(quiet);
        awaitTakingPart("quiet-hours");

        mails.sendAndWait(MailClient.to(recipient))
                .body("status", equalTo("cancelled"))
                .body("cancelledBy", equalTo("quiet-hours"));
        var system = MailClient.to("system-" + recipient);
        system.put("source", "system");
        mails.sendAndWait(system).body("status", equalTo("sent")).body("source", equalTo("system"));
        // A later message is announced, so the first ones would have been.
        mails.sendAndWait(MailClient.to("other-" + recipient)).body("status", equalTo("sent"));

        assertThat(quiet.awaitCalls(AFTER, 1)).hasSize(1);
        assertThat(quiet.calls(AFTER).getFirst().event().at("/message/to").asText())
                .isEqualTo("other-" + recipient);
        assertThat(platform.smtp.takenFor(recipient)).isEmpty();
        assertThat(platform.smtp.takenFor("system-" + recipient)).hasSize(1);
        assertThat(quiet.calls(BEFORE))
                .extracting(call -> call.event().at("/message/to").asText())
                .containsExactly(recipient, "other-" + recipient);
    }

    @Test
    void aPluginThatSendsMailFromAnEmailHookIsStoppedAtTheFirst() {
        var answers = new CopyOnWriteArrayList<Response>();
        var echo = plugin("echo", EVENTS, "email:send");
        var token = new CopyOnWriteArrayList<String>();
        PluginBehaviour sending =
                (call, answer) -> {
                    answers.add(post(token.getFirst()));
                    PluginBehaviour.keep().answer(call, answer);
                };
        echo.hook(BEFORE, Map.of("timeout", 10_000), sending);
        echo.hook(AFTER, sending);
        token.add(operator.install(echo));
        awaitTakingPart("echo");

        mails.sendAndWait(MailClient.to(recipient)).body("status", equalTo("sent"));

        await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == 2);
        var causes = List.of(cause(echo, BEFORE), cause(echo, AFTER));
        causes.forEach(
                cause -> answers.add(post(token.getFirst(), Map.of("hookline-cause", cause))));
        assertThat(answers).extracting(Response::statusCode).containsOnly(508);
        assertThat(answers)
                .extracting(answer -> answer.<String>path("type"))
                .containsOnly("urn:hookline:problem:mail-from-email-hook");
        assertThat(answers)
                .extracting(answer -> answer.<String>path("hook"))
                .containsExactly(BEFORE, AFTER, BEFORE, AFTER);
        assertThat(platform.smtp.takenFor("echo-" + recipient)).isEmpty();
    }

    @Test
    void aPluginReadsWhatBecameOfItsOwnMessagesOnly() {
        var sender = plugin("sender", "email:send");
        var other = plugin("other", "email:send");
        var logger = plugin("email-logger", EVENTS).hook(AFTER, PluginBehaviour.keep());
        var token = operator.install(sender);
        var otherToken = operator.install(other);
        operator.install(logger);

        var accepted = post(token);

        assertThat(accepted.statusCode()).isEqualTo(202);
        var location = accepted.header("Location");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        api(token)
                                .get(location)
                                .then()
                                .statusCode(200)
                                .body("status", equalTo("sent"))
                                .body("source", equalTo("sender")));
        api(otherToken).get(location).then().statusCode(404);
        var system = MailClient.to("echo-" + recipient);
        system.put("source", "system");
        api(token).body(system).post("/plugin-api/v1/emails").then().statusCode(422);
        var foreign = mails.send(MailClient.to(recipient));
        api(token).get("/plugin-api/v1/emails/" + foreign).then().statusCode(404);
        assertThat(logger.awaitCalls(AFTER, 1).getFirst().event().path("source").asText())
                .isEqualTo("sender");
    }

    @Test
    void messagesWaitForAProviderThatIsDownAndGoOutInTheOrderOfAcceptance() {
        var delivered = new CopyOnWriteArrayList<String>();
        var provider = plugin("webhook-mailer", TRANSPORT);
        provider.hook(DELIVER, Map.of("exclusive", true), PluginBehaviour.closeConnection());
        operator.install(provider);
        Operator.awaitEffect(
                () -> mails.settings().body("selectedProviderId", equalTo("webhook-mailer")));
        var ids = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            ids.add(mails.send(MailClient.to(i + "-" + recipient)));
        }
        provider.awaitCalls(DELIVER, 3);
        ids.forEach(id ->
                assertThat(mails.get(id).extract().<String>path("status"))
                        .isIn("queued", "sending"));

        provider.answer(
                DELIVER,
                (call, answer) -> {
                    delivered.add(call.event().path("id").asText());
                    PluginBehaviour.keep().answer(call, answer);
                });

        ids.forEach(id -> mails.await(id, "sent").body("provider", equalTo("webhook-mailer")));
        assertThat(delivered).containsExactlyElementsOf(ids);
        assertThat(platform.smtp.takenFor("0-" + recipient)).isEmpty();
    }

    private PluginFixture plugin(String id, String... capabilities) {
        var plugin = PluginFixture.start(id).manifest("capabilities", List.of(capabilities));
        plugins.add(plugin);
        return plugin;
    }

    /** The document's footer example, for this test's message. */
    private PluginBehaviour appending(String footer) {
        return PluginBehaviour.valueOf(call -> {
            if (!isMine(call)) {
                return null;
            }
            var message = call.event().get("message").<ObjectNode>deepCopy();
            return message.put("text", message.get("text").asText() + footer);
        });
    }

    private boolean isMine(RecordedCall call) {
        return call.event().at("/message/to").asText().equals(recipient);
    }

    private void awaitTakingPart(String... ids) {
        Operator.awaitEffect(() -> mails.settings().body("middleware.beforeSend", contains(ids)));
    }

    private static String cause(PluginFixture plugin, String hook) {
        return plugin.calls(hook).getFirst().context().path("cause").asText();
    }

    private Response post(String token) {
        return post(token, Map.of());
    }

    private Response post(String token, Map<String, String> headers) {
        return api(token)
                .headers(headers)
                .body(MailClient.to("echo-" + recipient))
                .post("/plugin-api/v1/emails");
    }

    private RequestSpecification api(String token) {
        return given().baseUri(platform.gateway.url().toString())
                .contentType("application/json")
                .auth()
                .oauth2(token);
    }

    private String received() {
        var taken = platform.smtp.takenFor(recipient);
        assertThat(taken).hasSize(1);
        return taken.getFirst().data();
    }
}
