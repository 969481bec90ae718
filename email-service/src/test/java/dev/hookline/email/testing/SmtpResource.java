package dev.hookline.email.testing;

import dev.hookline.testsupport.SmtpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the service under test at the SMTP server of the tests, with short pauses. */
public final class SmtpResource implements QuarkusTestResourceLifecycleManager {

    private static final SmtpServer SERVER = new SmtpServer();

    /** The server, which lives as long as the tests' process. */
    public static SmtpServer server() {
        return SERVER;
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", String.valueOf(SERVER.port()),
                "hookline.email.smtp.timeout", "2s",
                "hookline.email.sending.retries", "100ms,200ms,300ms",
                "hookline.email.sending.provider-retries", "100ms");
    }

    @Override
    public void stop() {}
}
