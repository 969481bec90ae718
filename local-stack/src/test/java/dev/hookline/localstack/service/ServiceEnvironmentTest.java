package dev.hookline.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.localstack.database.DatabaseLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private final DatabaseLogin login = new DatabaseLogin("jdbc:x", "media", "hidden-password");
    private final ServiceEnvironment environment =
            new ServiceEnvironment(
                    "127.0.0.1:1",
                    new ServiceKeys(
                            Path.of("/keys/public-key.pem"), "hidden-key", "hidden-pass-key"),
                    Map.of(
                            "content-service",
                            URI.create("http://127.0.0.1:8081"),
                            "media-service",
                            URI.create("http://127.0.0.1:9002"),
                            "email-service",
                            URI.create("http://127.0.0.1:8083")),
                    11_025,
                    Path.of("/state/media"),
                    false);

    @Test
    void tellsAServiceItsDatabaseItsBusAndWhomToTrust() {
        assertThat(environment.of(ServiceDefinition.MEDIA, 8082, login))
                .containsEntry("QUARKUS_HTTP_PORT", "8082")
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "media")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                .containsEntry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:/keys/public-key.pem")
                .containsEntry("MP_JWT_VERIFY_ISSUER", "https://hookline.local")
                .containsEntry("MP_JWT_VERIFY_AUDIENCES", "hookline");
    }

    @Test
    void givesTheKeyOfTheSecretsToTheGatewayAlone() {
        var variable = "HOOKLINE_GATEWAY_SECRET_KEY";

        assertThat(environment.of(ServiceDefinition.GATEWAY, 8080, login))
                .containsEntry(variable, "hidden-key")
                .containsEntry("HOOKLINE_GATEWAY_PLAIN_HTTP_ENDPOINTS", "true");
        assertThat(environment.of(ServiceDefinition.CONTENT, 8081, login))
                .doesNotContainKey(variable);
    }

    @Test
    void letsTheGatewayVouchForPluginsTowardsTheServices() {
        var variable = "HOOKLINE_PLATFORM_PASS_KEY";

        assertThat(environment.of(ServiceDefinition.GATEWAY, 8080, login))
                .containsEntry(variable, "hidden-pass-key")
                .containsEntry("HOOKLINE_GATEWAY_SERVICES_MEDIA_URL", "http://127.0.0.1:9002");
        assertThat(environment.of(ServiceDefinition.MEDIA, 9002, login))
                .containsEntry(variable, "hidden-pass-key")
                .containsEntry("HOOKLINE_SITE_URL", "http://127.0.0.1:8081");
    }

    @Test
    void keepsFilesInTheStateOfTheStack() {
        var variable = "HOOKLINE_MEDIA_STORE_DIRECTORY";

        assertThat(environment.of(ServiceDefinition.MEDIA, 8082, login))
                .containsEntry(variable, "/state/media");
        assertThat(environment.of(ServiceDefinition.CONTENT, 8081, login))
                .doesNotContainKey(variable);
    }

    @Test
    void putsNothingSecretIntoWords() {
        assertThat(environment.toString() + login).doesNotContain("hidden");
    }
}
