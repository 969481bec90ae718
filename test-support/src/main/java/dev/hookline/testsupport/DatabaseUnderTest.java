package dev.hookline.testsupport;

import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.database.DatabaseSettings;
import dev.hookline.localstack.database.EmbeddedDatabase;
import dev.hookline.localstack.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of one test, which can be restarted as after a crash, on the same port. */
public final class DatabaseUnderTest implements AutoCloseable {

    private final Path directory;
    private EmbeddedDatabase server;

    private DatabaseUnderTest(Path directory) {
        this.directory = directory;
        this.server = EmbeddedDatabase.start(directory, DatabaseSettings.disposable());
    }

    /** Starts a server with the empty databases of all services; takes some seconds. */
    public static DatabaseUnderTest start() {
        try {
            // The server may have to run as another user, who must get through to its directory.
            var passable = PosixFilePermissions.fromString("rwx--x--x");
            return new DatabaseUnderTest(
                    Files.createTempDirectory(
                            "hookline-database-", PosixFilePermissions.asFileAttribute(passable)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The login of a service; stays the same over restarts. */
    public DatabaseLogin login(String name) {
        return server.login(name);
    }

    public int port() {
        return server.port();
    }

    /** A new connection of the superuser. */
    public Connection connect() throws SQLException {
        return connect(server.superuser());
    }

    /** A new connection of the superuser to the database of a service. */
    public Connection connect(String name) throws SQLException {
        var superuser = server.superuser();
        return connect(
                new DatabaseLogin(
                        server.login(name).jdbcUrl(), superuser.username(), superuser.password()));
    }

    /** Ends the server without a farewell to its clients, and starts it again. */
    public void restartAtOnce() {
        int port = server.port();
        quit();
        server.close();
        server = EmbeddedDatabase.start(directory, DatabaseSettings.disposable().onPort(port));
    }

    @Override
    public void close() {
        server.close();
        Trees.delete(directory);
    }

    /** What {@code pg_ctl stop --mode=immediate} does. */
    private void quit() {
        try {
            var pid = Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst();
            new ProcessBuilder("kill", "-QUIT", pid.strip()).start().waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the database does not end", e);
        }
    }

    private static Connection connect(DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }
}
