package dev.hookline.localstack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseIT {

    @TempDir Path directory;

    @BeforeEach
    void openTheWay() throws Exception {
        // As root without user namespaces the server runs as nobody.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void keepsDataAndPasswordsOverARestart() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database.login("content"), "CREATE TABLE note (text text)");
            execute(database.login("content"), "INSERT INTO note VALUES ('kept')");
        }

        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(query(database.login("content"), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void closesEachDatabaseToTheOtherRoles() {
        try (var database = EmbeddedDatabase.start(directory, DatabaseSettings.disposable())) {
            var content = database.login("content");
            var media = database.login("media");

            assertThatThrownBy(() -> connect(media.jdbcUrl(), content))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database \"media\"");
            assertThatThrownBy(() -> connect(database.superuser().jdbcUrl(), content))
                    .hasMessageContaining("permission denied for database \"postgres\"");
        }
    }

    @Test
    void refusesAWrongPassword() {
        try (var database = EmbeddedDatabase.start(directory, DatabaseSettings.disposable())) {
            var login = database.login("email");
            var wrong = new DatabaseLogin(login.jdbcUrl(), login.username(), "guessed");

            assertThatThrownBy(() -> connect(wrong.jdbcUrl(), wrong))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, on", "false, off"})
    void waitsForTheDiskOnlyWhereDataMustPersist(boolean durable, String expected)
            throws Exception {
        var settings = new DatabaseSettings(0, durable, 40);
        try (var database = EmbeddedDatabase.start(directory, settings)) {
            var login = database.login("gateway");
            assertThat(query(login, "SHOW fsync")).isEqualTo(expected);
            assertThat(query(login, "SHOW synchronous_commit")).isEqualTo(expected);
            assertThat(query(login, "SHOW max_connections")).isEqualTo("40");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var database = EmbeddedDatabase.start(directory, DatabaseSettings.disposable())) {
            assertThat(database.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void keepsPasswordsToTheirOwner() throws Exception {
        EmbeddedDatabase.start(directory, DatabaseSettings.disposable()).close();

        assertThat(Files.getPosixFilePermissions(directory.resolve("passwords.properties")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(directory.resolve("initial-password")).doesNotExist();
    }

    @Test
    void goesOnAfterTheServerWasKilled() throws Exception {
        var database = EmbeddedDatabase.start(directory);
        execute(database.login("content"), "CREATE TABLE note AS SELECT 'kept' AS text");
        var gone = database.onExit();
        ProcessHandle.of(serverPid()).orElseThrow().destroyForcibly();
        gone.get(20, TimeUnit.SECONDS);
        database.close();

        try (var restarted = EmbeddedDatabase.start(directory)) {
            assertThat(query(restarted.login("content"), "SELECT text FROM note"))
                    .isEqualTo("kept");
        }
    }

    @Test
    void endsTheServerOfAProcessThatWasKilled() throws Exception {
        var owner = OwnerProcess.start(directory);
        var orphan = ProcessHandle.of(serverPid()).orElseThrow();

        owner.kill();

        assertThat(orphan.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
        try (var restarted = EmbeddedDatabase.start(directory)) {
            assertThat(query(restarted.login("content"), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesAStrangerAloneWhoseProcessIdTheFileNames() throws Exception {
        EmbeddedDatabase.start(directory, DatabaseSettings.disposable()).close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(directory.resolve("data/postmaster.pid"), stranger.pid() + "\n");

            EmbeddedDatabase.start(directory, DatabaseSettings.disposable()).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void redoesAFirstStartThatDiedHalfway() throws Exception {
        Files.createDirectories(directory.resolve("data.unfinished/base"));

        try (var database = EmbeddedDatabase.start(directory, DatabaseSettings.disposable())) {
            assertThat(query(database.login("media"), "SELECT current_user")).isEqualTo("media");
        }
        assertThat(directory.resolve("data.unfinished")).doesNotExist();
    }

    private long serverPid() throws Exception {
        var pidFile = directory.resolve("data/postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static void execute(DatabaseLogin login, String sql) throws SQLException {
        try (var connection = connect(login.jdbcUrl(), login);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseLogin login, String sql) throws SQLException {
        try (var connection = connect(login.jdbcUrl(), login);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(String url, DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(url, login.username(), login.password());
    }
}
