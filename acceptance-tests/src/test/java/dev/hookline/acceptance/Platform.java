package dev.hookline.acceptance;

import dev.hookline.testsupport.ProcessUnderTest;
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
    private static final String PASS_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final Platform SHARED = new Platform();

    final ProcessUnderTest content =
            ProcessUnderTest.prepare("content-service", contentConfiguration());
    final ProcessUnderTest gateway =
            ProcessUnderTest.start("plugin-gateway", gatewayConfiguration(content.url()));

    private Platform() {
        content.restart();
        // The processes end with this JVM in any case; closing them is the polite way.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            content.close();
                            gateway.close();
                        }));
    }

    static Platform shared() {
        return SHARED;
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
