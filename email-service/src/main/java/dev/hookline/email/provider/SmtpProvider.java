package dev.hookline.email.provider;

import dev.hookline.email.message.EmailAddress;
import dev.hookline.email.message.Message;
import dev.hookline.email.queue.ClaimedMail;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Delivers over SMTP (RFC 5321). */
@ApplicationScoped
class SmtpProvider implements Provider {

    static final String ID = "smtp";

    private static final int SHUTTING_DOWN = 421;

    /** Answers that speak of our login, not of the message. */
    private static final Set<Integer> LOGIN = Set.of(454, 530, 534, 535, 538);

    /** The client says so itself, before it has sent anything. */
    private static final String TOO_LARGE = "message exceeds allowed size limit";

    private final SmtpClient client;
    private final InternationalClient international;
    private final SmtpConfig config;

    SmtpProvider(SmtpClient client, InternationalClient international, SmtpConfig config) {
        this.client = client;
        this.international = international;
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
            if (message.isInternational()) {
                sendInternationally(mail, message);
            } else {
                client.send(mailOf(mail, message));
            }
            return new Delivery.Sent();
        } catch (TimeoutException e) {
            return new Delivery.Deferred("the mail server took too long");
        } catch (ExecutionException e) {
            return outcomeOf(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Deferred("the service stopped");
        }
    }

    /** The thread ends with its time, and its connection with it. */
    private void sendInternationally(ClaimedMail mail, Message message)
            throws TimeoutException, ExecutionException, InterruptedException {
        var sending =
                new FutureTask<Void>(() -> {
                    international.send(mail, message);
                    return null;
                });
        Thread.ofVirtual().name("international mail").start(sending);
        try {
            sending.get(SmtpClient.longest(config).toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            sending.cancel(true);
        }
    }

    private MailMessage mailOf(ClaimedMail queued, Message message) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        message.headers().forEach((name, value) -> headers.add(name, EncodedWords.of(value)));
        headers.set("Message-ID", queued.messageId());
        if (message.replyTo() != null) {
            headers.set("Reply-To", EncodedWords.of(message.replyTo()));
        }
        return new MailMessage()
                .setFrom(message.from() == null ? config.from() : message.from().toString())
                .setTo(List.of(message.to().toString()))
                .setCc(written(message.cc()))
                .setBcc(written(message.bcc()))
                .setSubject(message.subject())
                .setText(message.text())
                .setHtml(message.html())
                .setHeaders(headers);
    }

    private static List<String> written(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::toString).toList();
    }

    private static Delivery outcomeOf(Throwable failure) {
        if (TOO_LARGE.equals(failure.getMessage())) {
            return new Delivery.Refused("the message is larger than the mail server takes");
        }
        if (failure instanceof InternationalClient.NotOfferedException) {
            return new Delivery.Refused(words(failure));
        }
        var silence = silenceIn(failure);
        if (silence.isPresent()) {
            return new Delivery.Deferred(words(silence.get()));
        }
        var answer = ServersAnswer.in(failure);
        if (answer.isEmpty()) {
            return new Delivery.OutOfOrder(
                    "the mail server cannot be reached: " + words(failure), false);
        }
        return outcomeOf(answer.get());
    }

    private static Delivery outcomeOf(ServersAnswer answer) {
        if (answer.code() == SHUTTING_DOWN || LOGIN.contains(answer.code())) {
            return new Delivery.OutOfOrder(answer.toString(), false);
        }
        return answer.isPermanent()
                ? new Delivery.Refused(answer.toString())
                : new Delivery.Deferred(answer.toString());
    }

    private static Optional<SilentServerException> silenceIn(@Nullable Throwable failure) {
        return failure == null || failure instanceof SilentServerException
                ? Optional.ofNullable((SilentServerException) failure)
                : silenceIn(failure.getCause());
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
