package dev.hookline.email.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.email.testing.Mailbox;
import dev.hookline.email.testing.SmtpResource;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.SmtpServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What arrives at a real SMTP server, and what its answers come to. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "email"))
@WithTestResource(SmtpResource.class)
class SmtpQuarkusTest {

    private final Mailbox mailbox = new Mailbox();
    private final SmtpServer smtp = SmtpResource.server();

    @Test
    void deliversTextAndHtmlAsAlternatives() throws Exception {
        var message = mailbox.message();
        message.put("to", "Jürgen Müller <" + mailbox.address() + ">");
        message.put("subject", "Grüße – 你好 – " + "sehr ".repeat(40) + "lang");
        message.put("text", "Zeile eins ✓\n.\n" + "x".repeat(3000) + "\nEnde");
        message.put("html", "<p>Grüße ✓</p>");
        message.put("from", "\"Büro, Süd\" <desk@example.org>");
        message.put("replyTo", "Größe <desk@example.org>");
        var longValue = "größer ".repeat(120).strip();
        message.put("headers", Map.of("X-Ticket", "12", "X-Long", longValue));

        var id = mailbox.send(message);

        Mailbox.await(id, "sent").body("provider", equalTo("smtp")).body("attempts", equalTo(1));
        var received = mailbox.received();
        assertThat(received.getSubject()).isEqualTo(message.get("subject"));
        var to = (InternetAddress) received.getAllRecipients()[0];
        assertThat(to.getPersonal()).isEqualTo("Jürgen Müller");
        assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("Büro, Süd");
        var replyTo = (InternetAddress) received.getReplyTo()[0];
        assertThat(replyTo.getPersonal()).isEqualTo("Größe");
        assertThat(replyTo.getAddress()).isEqualTo("desk@example.org");
        assertThat(received.getHeader("X-Ticket")).containsExactly("12");
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(received.getHeader("X-Long")[0])))
                .isEqualTo(longValue);
        var raw = smtp.takenFor(mailbox.address()).getFirst().data();
        assertThat(raw.lines().mapToInt(String::length).max().orElseThrow())
                .isLessThanOrEqualTo(998);
        assertThat(raw.chars()).allMatch(character -> character < 0x80);
        assertThat(received.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) received.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n").strip())
                .isEqualTo(message.get("text"));
        assertThat(((String) parts.getBodyPart(1).getContent()).strip())
                .isEqualTo("<p>Grüße ✓</p>");
    }

    @Test
    void writesADomainInAsciiAndSaysAtOnceWhereAServerCannotTakeAnAddress() {
        var message = mailbox.message();
        message.put("to", mailbox.address().replace("example.org", "bücher.example"));
        Mailbox.await(mailbox.send(message), "sent");
        assertThat(smtp.takenFor(mailbox.address().replace("example.org", "xn--bcher-kva.example")))
                .hasSize(1);

        message.put("to", "jürgen@example.org");
        Mailbox.await(mailbox.send(message), "failed")
                .body("attempts", equalTo(1))
                .body("lastError", containsString("SMTPUTF8"));
    }

    @Test
    void deliversToEveryRecipientAndHidesBlindCopies() throws Exception {
        var message = mailbox.message();
        message.put("cc", List.of("cc-" + mailbox.address()));
        message.put("bcc", List.of("bcc-" + mailbox.address()));

        Mailbox.await(mailbox.send(message), "sent");

        var taken = smtp.takenFor(mailbox.address());
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().to())
                .containsExactlyInAnyOrder(
                        mailbox.address(), "cc-" + mailbox.address(), "bcc-" + mailbox.address());
        assertThat(taken.getFirst().data())
                .contains("cc-" + mailbox.address())
                .doesNotContain("bcc-");
    }

    @Test
    void givesUpAtOnceWhatTheServerRefusesForEver() {
        smtp.refuse(mailbox.address(), "5.1.1 no such user here");

        var id = mailbox.send();

        Mailbox.await(id, "failed")
                .body("lastError", containsString("550"))
                .body("lastError", containsString("no such user here"))
                .body("attempts", equalTo(1))
                .body("history", hasSize(1));
    }

    @Test
    void triesAgainWhatTheServerDefersAndSendsItUnderTheSameId() throws Exception {
        smtp.defer(mailbox.address(), 2);

        var id = mailbox.send();

        var messageId =
                Mailbox.await(id, "sent")
                        .body("attempts", equalTo(3))
                        .body("history", hasSize(3))
                        .extract()
                        .path("messageId");
        assertThat(mailbox.received().getMessageID()).isEqualTo(messageId);
    }

    @Test
    void givesUpWhenTheAttemptsAreUsedUpAndRetriesByHand() {
        smtp.defer(mailbox.address(), 4);

        var id = mailbox.send();

        Mailbox.await(id, "failed")
                .body("attempts", equalTo(4))
                .body("lastError", containsString("451"));
        Mailbox.admin().post("/api/v1/emails/" + id + "/retry").then().statusCode(200);
        Mailbox.await(id, "sent");
        Mailbox.admin().post("/api/v1/emails/" + id + "/retry").then().statusCode(409);
    }

    @Test
    void doesNotWaitForEverForAServerThatHangs() {
        var hanging = smtp.hang(mailbox.address());

        var id = mailbox.send();

        Mailbox.await(id, "sent")
                .body("attempts", equalTo(2))
                .body("history[0].detail", containsString("did not answer within 2 s"));
        hanging.countDown();
    }

    /** The confirmation takes longer than the time-out of a command, and than a claim. */
    @Test
    void sendsOnceWhatTheServerConfirmsLate() {
        var unconfirmed = smtp.fallSilentAfterTaking(mailbox.address());
        var id = mailbox.send();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> smtp.takenFor(mailbox.address()).size() == 1);

        await().during(Duration.ofMillis(5_500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> "sending".equals(Mailbox.get(id).extract().path("status")));
        unconfirmed.countDown();

        Mailbox.await(id, "sent").body("attempts", equalTo(1));
        assertThat(smtp.takenFor(mailbox.address())).hasSize(1);
    }

    /** Connections are made while others are given back, over and over again. */
    @Test
    void sendsEachMessageAtOnceHoweverManyConnectionsThatTakes() {
        var ids = IntStream.range(0, 60).mapToObj(i -> mailbox.send()).toList();

        ids.forEach(id -> Mailbox.await(id, "sent").body("attempts", equalTo(1)));
    }

    /** Each of them keeps a connection, and there are ten. */
    @Test
    void goesOnHoweverManyConnectionsHang() {
        var silent = IntStream.range(0, 12).mapToObj(i -> new Mailbox()).toList();
        var latches = silent.stream().map(box -> smtp.hang(box.address())).toList();
        var ids = silent.stream().map(Mailbox::send).toList();

        ids.forEach(id -> Mailbox.await(id, "sent"));
        Mailbox.await(mailbox.send(), "sent").body("attempts", equalTo(1));
        latches.forEach(CountDownLatch::countDown);
    }
}
