package dev.hookline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.bus.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestInfrastructureIT {

    @Test
    void isStartedOnceAndAnswers() throws Exception {
        var infrastructure = TestInfrastructure.shared();
        assertThat(TestInfrastructure.shared().bootstrapServers())
                .isEqualTo(infrastructure.bootstrapServers());

        var login = infrastructure.login("content");
        try (var connection =
                DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", infrastructure.bootstrapServers());
        try (var admin = Admin.create(configuration)) {
            assertThat(admin.listTopics().names().get()).contains(Topics.EVENTS);
        }
    }

    @Test
    void configuresAQuarkusTest() {
        var resource = new HooklineInfrastructure();
        resource.init(Map.of("database", "media"));

        var configuration = resource.start();

        assertThat(configuration)
                .containsEntry("quarkus.datasource.username", "media")
                .containsEntry("quarkus.http.test-port", "0")
                .containsEntry("mp.jwt.verify.issuer", "https://hookline.local")
                .containsKeys("kafka.bootstrap.servers", "quarkus.datasource.password");
        var key = configuration.get("mp.jwt.verify.publickey.location").substring("file:".length());
        assertThat(Files.exists(Path.of(key))).isTrue();
    }
}
