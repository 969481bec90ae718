package dev.hookline.email.sending;

import static dev.hookline.email.testing.MailHooks.completed;
import static dev.hookline.email.testing.MailHooks.decided;
import static dev.hookline.email.testing.MailHooks.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.email.testing.MailHooks;
import dev.hookline.email.testing.Mailbox;
import dev.hookline.email.testing.SmtpResource;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plugins may do with mail, over a real broker. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "email"))
@WithTestResource(SmtpResource.class)
class PluginsQuarkusTest {

    private static final String FOOTER = "\n\n-- Sent via EmDash";

    private final Mailbox mailbox = new Mailbox();
    private MailHooks gateway;

    @BeforeEach
    void start() {
        gateway = MailHooks.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void sendsWhatPluginsMadeOfTheMessage() throws Exception {
        gateway.plugin("email-footer", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> {
                    var message = MailHooks.message(question);
                    return completed(message.put("text", message.get("text").asText() + FOOTER));
                });

        var id = mailbox.send();

        Mailbox.await(id, "sent").body("message.text", equalTo("How are you?" + FOOTER));
        assertThat(((String) mailbox.received().getContent()).replace("\r\n", "\n").strip())
                .isEqualTo("How are you?" + FOOTER);
        var question = gateway.nextQuestion();
        assertThat(question.subject()).isEqualTo("emails/" + id);
        assertThat(question.event().get("source").asText()).isEqualTo("admin");
    }

    @Test
    void cancelsWhatAPluginAnswersFalseTo() {
        gateway.plugin("quiet-hours", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question ->
                        new HookReply(
                                HookReply.Outcome.COMPLETED,
                                BooleanNode.FALSE,
                                "quiet-hours",
                                null,
                                List.of()));

        var id = mailbox.send();

        Mailbox.await(id, "cancelled")
                .body("cancelledBy", equalTo("quiet-hours"))
                .body("attempts", equalTo(0));
        assertThat(SmtpResource.server().takenFor(mailbox.address())).isEmpty();
    }

    @Test
    void failsWhatAPluginRejectsWithItsReason() {
        gateway.plugin("policy", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> decided(HookReply.Outcome.REJECTED, "policy", "no mail to strangers"));

        Mailbox.await(mailbox.send(), "failed")
                .body("lastError", equalTo("plugin policy: no mail to strangers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email:beforeSend", "email:deliver"})
    void endsAMessageWhoseRefusalCannotBeStoredAsItIs(String hook) {
        if (hook.equals("email:deliver")) {
            gateway.provider("policy", hook(hook));
        } else {
            gateway.plugin("policy", hook(hook));
        }
        gateway.answer(
                hook,
                question -> decided(HookReply.Outcome.REJECTED, "policy", "no\u0000 \u0007 mail"));

        Mailbox.await(mailbox.send(), "failed").body("lastError", endsWith("no\ufffd \ufffd mail"));
    }

    @Test
    void givesUpAMessageThatPluginsGiveAMemberThatCannotBeStored() {
        gateway.plugin("policy", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> completed(MailHooks.message(question).put("a\u0000b", "x")));

        Mailbox.await(mailbox.send(), "failed")
                .body("lastError", containsString("? is not a member of a message"));
    }

    @Test
    void asksAgainWhenAPluginErredAndSendsNothingMeanwhile() {
        var failing = new AtomicBoolean(true);
        gateway.plugin("flaky", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question ->
                        failing.getAndSet(false)
                                ? decided(HookReply.Outcome.FAILED, "flaky", "status 500")
                                : completed(null));

        Mailbox.await(mailbox.send(), "sent").body("history[0].step", equalTo("beforeSend"));
        assertThat(SmtpResource.server().takenFor(mailbox.address())).hasSize(1);
    }

    @Test
    void sendsFromWhomAndToWhomPluginsSay() throws Exception {
        gateway.plugin("archive", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> {
                    var message = MailHooks.message(question);
                    message.put("from", "Desk <desk@example.org>");
                    message.put("replyTo", "answers@example.org");
                    message.putArray("cc").add("copy-" + mailbox.address());
                    message.putArray("bcc").add("archive-" + mailbox.address());
                    message.putObject("headers").put("List-Id", "<news.example.org>");
                    return completed(message);
                });

        Mailbox.await(mailbox.send(), "sent")
                .body("message.bcc", contains("archive-" + mailbox.address()));

        var taken = SmtpResource.server().takenFor(mailbox.address()).getFirst();
        assertThat(taken.from()).isEqualTo("desk@example.org");
        assertThat(taken.to())
                .containsExactlyInAnyOrder(
                        mailbox.address(),
                        "copy-" + mailbox.address(),
                        "archive-" + mailbox.address());
        var received = mailbox.received();
        assertThat(received.getFrom()[0].toString()).isEqualTo("Desk <desk@example.org>");
        assertThat(received.getReplyTo()[0].toString()).isEqualTo("answers@example.org");
        assertThat(received.getHeader("List-Id")).containsExactly("<news.example.org>");
    }

    /** By the field that is named as the fault. */
    private static final Map<String, String> INJECTIONS =
            Map.of(
                    "subject", "{'subject': 'a\\r\\nBcc: x@example.org'}",
                    "to", "{'to': 'a@example.org>\\r\\nRCPT TO:<x@example.org'}",
                    "from", "{'from': 'a@example.org\\nBcc: x@example.org'}",
                    "replyTo", "{'replyTo': 'A\\r\\nBcc: x@example.org <a@example.org>'}",
                    "cc[0]", "{'cc': ['a@example.org\\r']}",
                    "headers.X-A", "{'headers': {'X-A': 'b\\r\\n\\r\\nforged'}}",
                    "headers.bcc", "{'headers': {'bcc': 'x@example.org'}}",
                    "headers", "{'headers': {'X-A: b\\r\\nBcc': 'x@example.org'}}",
                    "attachments", "{'attachments': []}");

    @Test
    void checksWhatPluginsMadeOfItLikeAClientsMessage() {
        var recipients = new HashMap<String, Mailbox>();
        INJECTIONS.keySet().forEach(field -> recipients.put(field, new Mailbox()));
        gateway.plugin("injector", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> {
                    var message = MailHooks.message(question);
                    recipients.forEach((field, recipient) -> {
                        if (recipient.address().equals(message.get("to").asText())) {
                            message.setAll(json(INJECTIONS.get(field)));
                        }
                    });
                    return completed(message);
                });
        var ids = new HashMap<String, String>();
        recipients.forEach((field, recipient) -> ids.put(field, recipient.send()));

        ids.forEach((field, id) ->
                Mailbox.await(id, "failed").body("lastError", containsString(field + " ")));
        recipients
                .values()
                .forEach(recipient ->
                        assertThat(SmtpResource.server().takenFor(recipient.address())).isEmpty());
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void asksPluginsOnceHoweverOftenTheServerDefers() {
        var asked = new AtomicInteger();
        gateway.plugin("counter", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> {
                    var message = MailHooks.message(question);
                    return completed(message.put("subject", "n" + asked.incrementAndGet()));
                });
        SmtpResource.server().defer(mailbox.address(), 2);

        Mailbox.await(mailbox.send(), "sent").body("message.subject", equalTo("n1"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksPluginsThatHaveNothingToSayOnceToo() {
        var asked = new AtomicInteger();
        gateway.plugin("observer", hook("email:beforeSend"));
        gateway.answer(
                "email:beforeSend",
                question -> {
                    asked.incrementAndGet();
                    return completed(null);
                });
        SmtpResource.server().defer(mailbox.address(), 2);

        Mailbox.await(mailbox.send(), "sent").body("attempts", equalTo(3));
        assertThat(asked).hasValue(1);
    }

    @Test
    void sendsSystemMailPastAllPlugins() {
        gateway.plugin("swallower", hook("email:beforeSend"));
        gateway.answer("email:beforeSend", question -> completed(BooleanNode.FALSE));
        var message = mailbox.message();
        message.put("source", "system");

        Mailbox.await(mailbox.send(message), "sent").body("source", equalTo("system"));

        assertThat(gateway.unreadQuestions()).isZero();
    }

    @Test
    void deliversThroughTheSelectedPluginInOrderOfAcceptanceOnceItIsBack() {
        var isDown = new AtomicBoolean(true);
        var delivered = new CopyOnWriteArrayList<String>();
        var refused = new AtomicInteger();
        gateway.provider("webhook-mailer", hook("email:deliver"));
        gateway.answer(
                "email:deliver",
                question -> {
                    if (isDown.get()) {
                        refused.incrementAndGet();
                        return decided(
                                HookReply.Outcome.FAILED, "webhook-mailer", "cannot connect");
                    }
                    delivered.add(question.event().get("id").asText());
                    return completed(null);
                });
        var accepted = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            accepted.add(mailbox.send());
        }
        org.awaitility.Awaitility.await().until(() -> refused.get() >= 3);

        isDown.set(false);

        accepted.forEach(
                id -> Mailbox.await(id, "sent").body("provider", equalTo("webhook-mailer")));
        assertThat(delivered).containsExactlyElementsOf(accepted);
        assertThat(SmtpResource.server().takenFor(mailbox.address())).isEmpty();
    }

    @Test
    void failsAtOnceWhatTheSelectedPluginRejects() {
        gateway.provider("strict-mailer", hook("email:deliver"));
        gateway.answer(
                "email:deliver",
                question -> decided(HookReply.Outcome.REJECTED, "strict-mailer", "blocked domain"));

        Mailbox.await(mailbox.send(), "failed").body("lastError", equalTo("blocked domain"));
    }

    @Test
    void showsWhoDeliversAndWhoTakesPart() {
        settings().body("selectedProviderId", equalTo("smtp")).body("available", equalTo(true));

        gateway.plugin("email-footer", hook("email:beforeSend"), hook("email:afterSend"));
        gateway.provider("webhook-mailer", hook("email:deliver"));

        settings()
                .body("selectedProviderId", equalTo("webhook-mailer"))
                .body("providers", contains("smtp", "webhook-mailer"))
                .body("middleware.beforeSend", contains("email-footer"))
                .body("middleware.afterSend", contains("email-footer"));
    }

    private static io.restassured.response.ValidatableResponse settings() {
        return Mailbox.admin().get("/api/v1/settings/email").then().statusCode(200);
    }
}
