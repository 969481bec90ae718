package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.localstack.broker.BrokerProcess;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus goes away in the middle of the work, on infrastructure of its own. */
class BrokerRestartIT {

    private static final int SUBJECTS = 250;
    private static final String DATABASE = "gateway_without_bus";

    @TempDir Path directory;

    @Test
    void aBrokerKilledAmongDeliveriesLosesNoneAndKeepsTheirOrder() throws Exception {
        var arrivals = new Arrivals();
        try (var broker = BrokerProcess.start(directory);
                var gateway = ProcessUnderTest.start("plugin-gateway", configuration(broker));
                var operator = new Operator(gateway.url());
                var events = new EventSource(broker.bootstrapServers());
                var plugin = PluginFixture.start("unshaken")) {
            plugin.hook(EventSource.HOOK, events.matching(), arrivals);
            operator.install(plugin);
            events.publish(SUBJECTS, 1, 12);
            arrivals.await(500);

            broker.kill();
            int before = arrivals.count();
            broker.restart();
            events.publish(SUBJECTS, 13, 14);

            arrivals.awaitAll(SUBJECTS, 14);
            assertThat(before).isLessThan(SUBJECTS * 14);
            arrivals.assertOrdered(14, 1);
            System.out.printf(
                    "broker killed after %d of 3000 deliveries, %d repeated%n",
                    before, arrivals.count() - SUBJECTS * 14);
        }
    }

    private static Map<String, String> configuration(BrokerProcess broker) throws SQLException {
        var configuration = Platform.gatewayConfiguration(URI.create("http://127.0.0.1:9"));
        var url = configuration.get("quarkus.datasource.jdbc.url");
        configuration.put(
                "quarkus.datasource.jdbc.url", url.replace("/gateway", "/" + freshDatabase()));
        configuration.put("kafka.bootstrap.servers", broker.bootstrapServers());
        return configuration;
    }

    private static String freshDatabase() throws SQLException {
        var login = TestInfrastructure.shared().superuser();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER gateway");
        }
        return DATABASE;
    }
}
