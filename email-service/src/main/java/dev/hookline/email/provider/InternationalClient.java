package dev.hookline.email.provider;

import dev.hookline.email.message.EmailAddress;
import dev.hookline.email.message.Message;
import dev.hookline.email.queue.ClaimedMail;
import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;

/**
 * Sends messages to or from addresses whose local part is not ASCII (RFC 6531), for which {@link
 * SmtpClient} cannot ask the server. The same settings hold, save DKIM; each message has a
 * connection of its own.
 */
@ApplicationScoped
class InternationalClient {

    private static final String EXTENSION = "SMTPUTF8";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailerRuntimeConfig mailer;
    private final Optional<TlsConfiguration> tls;
    private final SmtpConfig smtp;
    private final Clock clock;

    InternationalClient(
            MailersRuntimeConfig mailers,
            TlsConfigurationRegistry certificates,
            SmtpConfig smtp,
            Clock clock) {
        this.mailer =
                Objects.requireNonNull(
                        mailers.mailers().get(Mailers.DEFAULT_MAILER_NAME), "quarkus.mailer");
        this.tls = TlsConfiguration.from(certificates, mailer.tlsConfigurationName());
        this.smtp = smtp;
        this.clock = clock;
    }

    /** The server has no way to take such a message. */
    static final class NotOfferedException extends MessagingException {

        private static final long serialVersionUID = 1;

        NotOfferedException() {
            super(
                    "the mail server takes no addresses with other than ASCII characters before the"
                            + " @: it does not offer "
                            + EXTENSION
                            + " (RFC 6531)");
        }
    }

    void send(ClaimedMail mail, Message message) throws Exception {
        var sockets = new PatientTransport.Sockets(socketFactory());
        var session = Session.getInstance(settings(sockets));
        var server = new PatientTransport(session, smtp, sockets);
        try (server) {
            send(server, mimeOf(session, mail, message));
        } catch (MessagingException e) {
            throw server.named(e);
        }
    }

    private void send(PatientTransport server, MimeMessage mime) throws MessagingException {
        server.connect(
                mailer.host(),
                SmtpClient.portOf(mailer),
                mailer.username().orElse(null),
                mailer.password().orElse(null));
        if (!server.supportsExtension(EXTENSION)) {
            throw new NotOfferedException();
        }
        server.sendMessage(mime, mime.getAllRecipients());
    }

    private SocketFactory socketFactory() throws GeneralSecurityException {
        if (!isTls()) {
            return SocketFactory.getDefault();
        }
        return trustsAll() ? trustingAll() : context().getSocketFactory();
    }

    private static MailSSLSocketFactory trustingAll() throws GeneralSecurityException {
        var factory = new MailSSLSocketFactory();
        factory.setTrustAllHosts(true);
        return factory;
    }

    private boolean isTls() {
        return mailer.tls().orElse(mailer.ssl());
    }

    private boolean trustsAll() {
        return mailer.trustAll().orElse(false)
                || tls.map(TlsConfiguration::isTrustAll).orElse(false);
    }

    private Properties settings(SocketFactory sockets) throws GeneralSecurityException {
        var millis = String.valueOf(smtp.timeout().toMillis());
        var settings = new Properties();
        settings.put("mail.mime.allowutf8", "true");
        settings.put("mail.smtp.connectiontimeout", millis);
        settings.put("mail.smtp.timeout", millis);
        settings.put("mail.smtp.writetimeout", millis);
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.auth", String.valueOf(mailer.username().isPresent()));
        settings.put("mail.smtp.ssl.enable", String.valueOf(isTls()));
        settings.put(
                "mail.smtp.starttls.enable",
                String.valueOf(!mailer.startTLS().equalsIgnoreCase("DISABLED")));
        settings.put(
                "mail.smtp.starttls.required",
                String.valueOf(mailer.startTLS().equalsIgnoreCase("REQUIRED")));
        mailer.ownHostName().ifPresent(name -> settings.put("mail.smtp.localhost", name));
        settings.put("mail.smtp.ssl.checkserveridentity", String.valueOf(!trustsAll()));
        settings.put(isTls() ? "mail.smtp.ssl.socketFactory" : "mail.smtp.socketFactory", sockets);
        // Without falling back to another factory, whose sockets would not be watched.
        settings.put("mail.smtp.socketFactory.fallback", "false");
        if (!isTls()) {
            settings.put(
                    "mail.smtp.ssl.socketFactory",
                    trustsAll() ? trustingAll() : context().getSocketFactory());
        }
        return settings;
    }

    private SSLContext context() throws GeneralSecurityException {
        if (tls.isEmpty()) {
            return SSLContext.getDefault();
        }
        try {
            return tls.get().createSSLContext();
        } catch (Exception e) {
            throw new GeneralSecurityException("the TLS configuration cannot be used", e);
        }
    }

    private MimeMessage mimeOf(Session session, ClaimedMail mail, Message message)
            throws MessagingException, IOException {
        var mime =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", mail.messageId());
                    }
                };
        mime.setFrom(
                message.from() == null
                        ? new InternetAddress(smtp.from())
                        : addressOf(message.from()));
        mime.setRecipients(RecipientType.TO, addressesOf(List.of(message.to())));
        mime.setRecipients(RecipientType.CC, addressesOf(message.cc()));
        mime.setRecipients(RecipientType.BCC, addressesOf(message.bcc()));
        if (message.replyTo() != null) {
            mime.setReplyTo(addressesOf(List.of(message.replyTo())));
        }
        for (var header : message.headers().entrySet()) {
            mime.setHeader(header.getKey(), EncodedWords.of(header.getValue()));
        }
        mime.setSubject(message.subject(), UTF_8);
        mime.setSentDate(Date.from(clock.instant()));
        if (message.html() == null) {
            mime.setText(message.text(), UTF_8);
        } else {
            mime.setContent(
                    new MimeMultipart(
                            "alternative",
                            part(message.text(), "plain"),
                            part(message.html(), "html")));
        }
        return mime;
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        return part;
    }

    private static InternetAddress[] addressesOf(List<EmailAddress> addresses) throws IOException {
        var found = new InternetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = addressOf(addresses.get(i));
        }
        return found;
    }

    private static InternetAddress addressOf(EmailAddress address) throws IOException {
        return new InternetAddress(address.mailbox(), address.name(), UTF_8);
    }
}
