package dev.hookline.email.provider;

import dev.hookline.email.message.EmailAddress;
import dev.hookline.email.message.Message;
import dev.hookline.email.queue.ClaimedMail;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Delivers over SMTP (RFC 5321). */
@ApplicationScoped
class SmtpProvider implements Provider {

    static final String ID = "smtp";

    private static final int SHUTTING_DOWN = 421;

    /** Answers that speak of our login, not of the message. */
    private static final Set<Integer> LOGIN = Set.of(454, 530, 534, 535, 538);

    private final ReactiveMailer mailer;
    private final SmtpConfig config;

    SmtpProvider(ReactiveMailer mailer, SmtpConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public Delivery deliver(ClaimedMail mail, Message message) {
        try {
            mailer.send(mailOf(mail, message)).await().atMost(config.timeout());
            return new Delivery.Sent();
        } catch (TimeoutException e) {
            return new Delivery.Deferred(
                    "the mail server did not answer within " + config.timeout().toSeconds() + " s");
        } catch (RuntimeException e) {
            return outcomeOf(e);
        }
    }

    private Mail mailOf(ClaimedMail queued, Message message) {
        var mail =
                new Mail()
                        .setFrom(message.from() == null ? config.from() : message.from().toString())
                        .setTo(List.of(message.to().toString()))
                        .setCc(written(message.cc()))
                        .setBcc(written(message.bcc()))
                        .setSubject(message.subject())
                        .setText(message.text())
                        .setHtml(message.html())
                        .addHeader("Message-ID", queued.messageId());
        if (message.replyTo() != null) {
            mail.addReplyTo(message.replyTo().toString());
        }
        message.headers().forEach(mail::addHeader);
        return mail;
    }

    private static List<String> written(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::toString).toList();
    }

    private static Delivery outcomeOf(Throwable failure) {
        var answer = serversAnswer(failure);
        if (answer == null) {
            return new Delivery.OutOfOrder(
                    "the mail server cannot be reached: " + words(failure), false);
        }
        var detail = answer.getReplyCode() + " " + String.join(" ", answer.getReplyMessages());
        if (answer.getReplyCode() == SHUTTING_DOWN || LOGIN.contains(answer.getReplyCode())) {
            return new Delivery.OutOfOrder(detail, false);
        }
        return answer.isPermanent() ? new Delivery.Refused(detail) : new Delivery.Deferred(detail);
    }

    private static @Nullable SMTPException serversAnswer(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException answer) {
                return answer;
            }
        }
        return null;
    }

    private static String words(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null
                ? innermost.getClass().getSimpleName()
                : innermost.getMessage();
    }
}
