package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes die at the worst moments, and services start without their bus. */
class CrashIT {

    private static final String SAVED = "content:afterSave";

    /** The advisory lock of the outbox relay. */
    private static final long RELAY_LOCK = 0x686f6f6b6c696e65L;

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final PluginFixture plugin = PluginFixture.start("survivor");

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
    }

    /**
     * Holds the relay's lock so that commit and publication are far apart, and kills the service in
     * between.
     */
    @Test
    void anEventCommittedBeforeAKillIsPublishedAfterTheRestart() throws Exception {
        platform.content.kill();
        String id;
        try (var database = contentDatabase()) {
            await().until(() -> tryLock(database));
            platform.content.restart();
            var editor = new Editor(platform.content.url());
            plugin.hook(SAVED, editor.matchingMe(Map.of()), PluginBehaviour.keep());
            operator.install(plugin);
            id = editor.created("Committed, not yet published");
            assertThat(waitingEvents(database)).isPositive();
            platform.content.kill();
            assertThat(plugin.calls(SAVED)).isEmpty();
        }

        platform.content.restart();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(plugin.calls(SAVED)).anyMatch(call -> call.body().contains(id)));
    }

    @Test
    void aServiceThatHasNotReadTheDirectoryRefusesWrites() {
        var configuration = Platform.contentConfiguration();
        // Nobody listens there.
        configuration.put("kafka.bootstrap.servers", "127.0.0.1:9");
        var existing = new Editor(platform.content.url());
        var id = existing.created("Already there");
        var lonely = ProcessUnderTest.prepare("content-service", configuration);
        try (lonely) {
            lonely.launch();
            await().atMost(Duration.ofSeconds(30)).until(lonely::isLive);

            assertThat(lonely.isReady()).isFalse();
            var editor = existing.at(lonely.url());
            editor.create(Map.of("title", "x"))
                    .then()
                    .statusCode(503)
                    .body("type", containsString("directory-not-read"));
            editor.update(id, Map.of("title", "x")).then().statusCode(503);
            editor.delete(id).then().statusCode(503);
            editor.get(id).then().statusCode(200);
        }
    }

    private static Connection contentDatabase() throws SQLException {
        var login = TestInfrastructure.shared().login("content");
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    private static boolean tryLock(Connection database) throws SQLException {
        try (var rows =
                database.createStatement()
                        .executeQuery("SELECT pg_try_advisory_lock(" + RELAY_LOCK + ")")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static int waitingEvents(Connection database) throws SQLException {
        try (var rows =
                database.createStatement().executeQuery("SELECT count(*) FROM outbox_event")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
