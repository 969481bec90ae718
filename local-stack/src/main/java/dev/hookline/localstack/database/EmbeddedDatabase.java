package dev.hookline.localstack.database;

import dev.hookline.localstack.files.DirectoryLock;
import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.port.FreePorts;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL server for one machine: its data directory outlives it, each service has a database
 * and a login of its own, and a server that a killed process left behind is stopped first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final int port;
    private final DatabasePasswords passwords;
    private final Postmaster postmaster;
    private final DirectoryLock lock;

    private EmbeddedDatabase(
            int port, DatabasePasswords passwords, Postmaster postmaster, DirectoryLock lock) {
        this.port = port;
        this.passwords = passwords;
        this.postmaster = postmaster;
        this.lock = lock;
    }

    /** Starts a server for data that must persist, on a free port. */
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, DatabaseSettings.persistent());
    }

    /**
     * Starts a server and creates the databases of the services that are not there yet.
     *
     * @param directory of this server alone, created when absent
     * @throws IllegalStateException when another process uses the directory, or with the end of the
     *     server's log when it does not start
     */
    public static EmbeddedDatabase start(Path directory, DatabaseSettings settings) {
        var absolute = directory.toAbsolutePath().normalize();
        var lock = DirectoryLock.acquire(absolute);
        try {
            return start(new Cluster(absolute), settings, lock);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    /** Deletes a server's directory with all its data, ending a server left over in it first. */
    public static void discard(Path directory) {
        var cluster = new Cluster(directory.toAbsolutePath().normalize());
        var lock = DirectoryLock.acquire(cluster.directory());
        try {
            var command = command(cluster, ServerAccount.detect());
            Postmaster.stopLeftOver(cluster, command);
            Trees.delete(cluster.directory());
        } finally {
            lock.close();
        }
    }

    /**
     * The login of a service.
     *
     * @param name {@code content}, {@code media}, {@code email} or {@code gateway}
     */
    public DatabaseLogin login(String name) {
        if (!ServiceDatabases.NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "no such database: " + name + ", there are " + ServiceDatabases.NAMES);
        }
        return new DatabaseLogin(urlOf(name), name, passwords.of(name));
    }

    /** The login of the superuser, who sees all databases; for tests and for operators. */
    public DatabaseLogin superuser() {
        var name = DatabasePasswords.SUPERUSER;
        return new DatabaseLogin(urlOf(name), name, passwords.of(name));
    }

    public int port() {
        return port;
    }

    /** Completes when the server is gone, for whatever reason. */
    public CompletableFuture<Void> onExit() {
        return postmaster.onExit().thenAccept(gone -> {});
    }

    /** Stops the server, breaking off what its clients do; may be called more than once. */
    @Override
    public void close() {
        postmaster.close();
        lock.close();
    }

    private static EmbeddedDatabase start(
            Cluster cluster, DatabaseSettings settings, DirectoryLock lock) {
        var command = command(cluster, ServerAccount.detect());
        var passwords = DatabasePasswords.keptIn(cluster.passwords());
        cluster.initialiseOnce(command, passwords);
        RuntimeException lastFailure = new IllegalStateException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Postmaster.stopLeftOver(cluster, command);
            var port = settings.port() == 0 ? FreePorts.any() : settings.port();
            cluster.configure(command, settings.onPort(port));
            try {
                var postmaster = Postmaster.start(cluster, command);
                return new EmbeddedDatabase(port, passwords, postmaster, lock).prepared();
            } catch (IllegalStateException failure) {
                // Another process may have taken the port between the choice and the bind.
                lastFailure = failure;
            }
        }
        throw lastFailure;
    }

    private static Command command(Cluster cluster, ServerAccount account) {
        var binaries = PostgresBinaries.unpackedBelow(BinariesDirectory.of(account, cluster));
        return new Command(binaries, account, cluster.log());
    }

    private EmbeddedDatabase prepared() {
        var login = superuser();
        try (var connection =
                DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password())) {
            new ServiceDatabases(connection, passwords).createMissing();
            return this;
        } catch (SQLException failure) {
            postmaster.close();
            throw new IllegalStateException("could not create the databases", failure);
        }
    }

    private String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
