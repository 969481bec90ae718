package dev.hookline.chaos.stack;

import dev.hookline.localstack.broker.BrokerProcess;
import dev.hookline.localstack.broker.FurtherListener;
import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.database.DatabaseSettings;
import dev.hookline.localstack.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The database and the broker, which can both end at once and come back on their ports. */
public final class Servers implements AutoCloseable {

    private static final int CONNECTIONS = 150;

    private final Path databaseDirectory;
    private final BrokerProcess broker;
    private volatile EmbeddedDatabase database;

    private Servers(Path databaseDirectory, BrokerProcess broker, EmbeddedDatabase database) {
        this.databaseDirectory = databaseDirectory;
        this.broker = broker;
        this.database = database;
    }

    static Servers start(Path home, List<FurtherListener> listeners) {
        var directory = home.resolve("database");
        // What is acknowledged must survive the end of the server, so it is written before.
        var settings = new DatabaseSettings(0, true, CONNECTIONS);
        var starting =
                CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(directory, settings));
        var broker = BrokerProcess.start(home.resolve("broker"), listeners);
        return new Servers(directory, broker, starting.join());
    }

    public int databasePort() {
        return database.port();
    }

    /** The login of a service, past all proxies. */
    public DatabaseLogin login(String name) {
        return database.login(name);
    }

    /** The broker's own port, past all proxies. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public void killBroker() {
        broker.kill();
    }

    public void restartBroker() {
        broker.restart();
    }

    /** An immediate shutdown: connections end, nothing is flushed, the next start recovers. */
    public void endDatabase() {
        try {
            var pidFile = databaseDirectory.resolve("data").resolve("postmaster.pid");
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            Signals.send("QUIT", pid);
            database.onExit().join();
            database.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot find the database's process", failure);
        }
    }

    public void restartDatabase() {
        database =
                EmbeddedDatabase.start(
                        databaseDirectory,
                        new DatabaseSettings(database.port(), true, CONNECTIONS));
    }

    @Override
    public void close() {
        broker.close();
        database.close();
    }
}
