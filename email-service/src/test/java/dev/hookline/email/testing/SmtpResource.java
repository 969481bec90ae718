package dev.hookline.email.testing;

import dev.hookline.testsupport.ServerCertificate;
import dev.hookline.testsupport.SmtpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Points the service under test at the SMTP server of the tests, with short pauses. */
public final class SmtpResource implements QuarkusTestResourceLifecycleManager {

    private static final SmtpServer SERVER = new SmtpServer();
    private static final ServerCertificate CERTIFICATE = certificate("ip:127.0.0.1");
    private static final ServerCertificate OTHER_NAME = certificate("dns:mail.example");

    /** The server, which lives as long as the tests' process. */
    public static SmtpServer server() {
        return SERVER;
    }

    /** A certificate that the TLS configuration {@code mail} trusts. */
    public static ServerCertificate certificate() {
        return CERTIFICATE;
    }

    /** One for another host, that the TLS configuration {@code other} trusts. */
    public static ServerCertificate certificateOfAnotherName() {
        return OTHER_NAME;
    }

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("quarkus.tls.mail.trust-store.pem.certs", CERTIFICATE.pem().toString()),
                Map.entry("quarkus.tls.other.trust-store.pem.certs", OTHER_NAME.pem().toString()),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", String.valueOf(SERVER.port())),
                // So that many connections are made.
                Map.entry("quarkus.mailer.max-mails-per-connection", "1"),
                Map.entry("hookline.email.smtp.timeout", "2s"),
                Map.entry("hookline.email.smtp.final-timeout", "8s"),
                Map.entry("hookline.email.claim", "4s"),
                Map.entry("hookline.email.sending.retries", "100ms,200ms,300ms"),
                Map.entry("hookline.email.sending.provider-retries", "100ms"));
    }

    @Override
    public void stop() {}

    private static ServerCertificate certificate(String subject) {
        try {
            var folder = Files.createDirectories(Path.of("target", "certificates"));
            return ServerCertificate.make(Files.createTempDirectory(folder, "c"), subject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
