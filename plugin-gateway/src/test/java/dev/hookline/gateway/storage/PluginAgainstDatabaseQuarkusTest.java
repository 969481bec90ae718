package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A plugin whose queries do not end leaves connections to everybody else. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PluginAgainstDatabaseQuarkusTest {

    private static final int QUERIES = 30;

    @Inject DataSource database;

    @Test
    void slowQueriesOfOnePluginHoldUpNobodyElse() throws Exception {
        var storage = Map.of("storage", Map.of("things", Map.of()));
        try (var slow = TestPlugin.install("slow", storage);
                var other = TestPlugin.install("other", storage);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = new ArrayList<CompletableFuture<Integer>>();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                var table = "documents_" + Fingerprint.of("slow/things", 12);
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                for (int i = 0; i < QUERIES; i++) {
                    counts.add(CompletableFuture.supplyAsync(() -> count(slow), threads));
                }
                awaitBlockedQueries(table);

                for (int i = 0; i < 10; i++) {
                    assertThat(timeOf(other)).isLessThan(Duration.ofSeconds(2));
                }
                RestAssured.given().get("/q/health/ready").then().statusCode(200);
                connection.rollback();
            }
            assertThat(counts).allSatisfy(count -> assertThat(count.join()).isIn(200, 429));
        }
    }

    private void awaitBlockedQueries(String table) {
        Awaitility.await("queries that wait for the table")
                .atMost(Duration.ofSeconds(4))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> blockedQueries(table) >= 4);
    }

    private int blockedQueries(String table) throws Exception {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "SELECT count(*) FROM pg_locks"
                                        + " WHERE relation = ?::regclass AND NOT granted")) {
            query.setString(1, table);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static int count(TestPlugin plugin) {
        return plugin.call().body("{}").post(TestPlugin.API + "/storage/things/count").statusCode();
    }

    private static Duration timeOf(TestPlugin plugin) {
        long started = System.nanoTime();
        plugin.call().body("{\"value\": 1}").put(TestPlugin.API + "/kv/key").then().statusCode(204);
        assertThat(count(plugin)).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
