package dev.hookline.acceptance;

import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import java.util.HashMap;
import java.util.Map;

/**
 * The packaged services on a real broker and a real database, started once for all test classes.
 */
final class Platform {

    private static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Platform SHARED = new Platform();

    final ProcessUnderTest gateway =
            ProcessUnderTest.start("plugin-gateway", gatewayConfiguration());
    final ProcessUnderTest content =
            ProcessUnderTest.start("content-service", contentConfiguration());

    private Platform() {
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
        return new HashMap<>(TestInfrastructure.shared().configurationOf("content"));
    }

    static Map<String, String> gatewayConfiguration() {
        var configuration = new HashMap<>(TestInfrastructure.shared().configurationOf("gateway"));
        configuration.put("hookline.gateway.secret-key", SECRET_KEY);
        configuration.put("hookline.gateway.plain-http-endpoints", "true");
        configuration.put("hookline.gateway.lifecycle.margin", "1s");
        configuration.put("hookline.gateway.delivery.retries", "100ms,200ms,500ms");
        return configuration;
    }
}
