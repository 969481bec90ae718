package dev.hookline.acceptance;

import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.SmtpServer;
import dev.hookline.testsupport.TestInfrastructure;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The packaged services on a real broker and a real database, started once for all test classes.
 */
final class Platform {

    private static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String PASS_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final Path MEDIA_FILES = Path.of("target/media").toAbsolutePath();
    private static final Platform SHARED = new Platform();

    final ProcessUnderTest content =
            ProcessUnderTest.prepare("content-service", contentConfiguration());
    final SmtpServer smtp = new SmtpServer();
    private final ProcessUnderTest email =
            ProcessUnderTest.prepare("email-service", emailConfiguration(smtp));

    /** Not running: classes that need it start it, and stop it at their end. */
    final ProcessUnderTest media =
            ProcessUnderTest.prepare("media-service", mediaConfiguration(MEDIA_FILES));

    final ProcessUnderTest gateway =
            ProcessUnderTest.start("plugin-gateway", sharedGatewayConfiguration());

    private Platform() {
        content.restart();
        // The processes end with this JVM in any case; closing them is the polite way.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            content.close();
                            email.close();
                            media.close();
                            gateway.close();
                        }));
    }

    static Platform shared() {
        return SHARED;
    }

    /** The email service; started by the first test that needs it. */
    synchronized ProcessUnderTest email() {
        if (!email.isRunning()) {
            email.restart();
        }
        return email;
    }

    /** What an email service is told that delivers to this server. */
    static Map<String, String> emailConfiguration(SmtpServer smtp) {
        var configuration = new HashMap<>(TestInfrastructure.shared().configurationOf("email"));
        configuration.put("hookline.platform.pass-key", PASS_KEY);
        configuration.put("quarkus.mailer.host", "127.0.0.1");
        configuration.put("quarkus.mailer.port", String.valueOf(smtp.port()));
        configuration.put("hookline.email.smtp.timeout", "10s");
        configuration.put("hookline.email.claim", "12s");
        configuration.put("hookline.email.rate.recipients-per-minute", "100000");
        configuration.put("hookline.email.sending.concurrency", "8");
        configuration.put("hookline.email.sending.retries", "200ms,500ms,1s,1s,1s");
        configuration.put("hookline.email.sending.provider-retries", "100ms,200ms,500ms");
        return configuration;
    }

    private Map<String, String> sharedGatewayConfiguration() {
        var configuration = gatewayConfiguration(content.url());
        configuration.put("hookline.gateway.services.email.url", email.url().toString());
        configuration.put("hookline.gateway.services.media.url", media.url().toString());
        return configuration;
    }

    static Map<String, String> contentConfiguration() {
        var configuration = new HashMap<>(TestInfrastructure.shared().configurationOf("content"));
        configuration.put("hookline.platform.pass-key", PASS_KEY);
        return configuration;
    }

    /** What a media service is told that keeps its files in a directory. */
    static Map<String, String> mediaConfiguration(Path directory) {
        var configuration = new HashMap<>(TestInfrastructure.shared().configurationOf("media"));
        configuration.put("hookline.platform.pass-key", PASS_KEY);
        configuration.put("hookline.media.store.directory", directory.toString());
        return configuration;
    }

    /**
     * What a gateway is told.
     *
     * @param content where the content service is, or will be
     */
    static Map<String, String> gatewayConfiguration(URI content) {
        var configuration = new HashMap<>(TestInfrastructure.shared().configurationOf("gateway"));
        configuration.put("hookline.gateway.secret-key", SECRET_KEY);
        configuration.put("hookline.gateway.plain-http-endpoints", "true");
        configuration.put("hookline.gateway.lifecycle.margin", "1s");
        configuration.put("hookline.platform.pass-key", PASS_KEY);
        configuration.put("hookline.gateway.services.content.url", content.toString());
        configuration.put("hookline.gateway.delivery.retries", "100ms,200ms,500ms");
        return configuration;
    }
}
