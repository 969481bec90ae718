package dev.hookline.localstack.stack;

import dev.hookline.localstack.broker.EmbeddedBroker;
import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.database.DatabaseSettings;
import dev.hookline.localstack.database.EmbeddedDatabase;
import dev.hookline.localstack.mail.LocalMail;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The database, the broker and the mail server, started side by side. */
final class Infrastructure implements AutoCloseable {

    /** Not the common pool, which on two cores would start one after the other. */
    private static final Executor OWN_THREADS = task -> new Thread(task, "start").start();

    private final CompletableFuture<EmbeddedDatabase> database;
    private final CompletableFuture<EmbeddedBroker> broker;
    private final CompletableFuture<LocalMail> mail;

    private Infrastructure(
            CompletableFuture<EmbeddedDatabase> database,
            CompletableFuture<EmbeddedBroker> broker,
            CompletableFuture<LocalMail> mail) {
        this.database = database;
        this.broker = broker;
        this.mail = mail;
    }

    static Infrastructure starting(StateDirectory state, StackPorts ports) {
        var settings = DatabaseSettings.persistent().onPort(ports.of("database"));
        return new Infrastructure(
                CompletableFuture.supplyAsync(
                        () -> EmbeddedDatabase.start(state.database(), settings), OWN_THREADS),
                CompletableFuture.supplyAsync(
                        () -> EmbeddedBroker.start(state.broker(), ports.of("broker")),
                        OWN_THREADS),
                CompletableFuture.supplyAsync(
                        () -> LocalMail.start(ports.of("smtp"), ports.of("mail")), OWN_THREADS));
    }

    void awaitDatabase() {
        unwrapped(database);
    }

    void awaitBroker() {
        unwrapped(broker);
    }

    void awaitMail() {
        unwrapped(mail);
    }

    DatabaseLogin login(String name) {
        return unwrapped(database).login(name);
    }

    String bootstrapServers() {
        return unwrapped(broker).bootstrapServers();
    }

    /** Completes when the database is gone without having been closed. */
    CompletableFuture<Void> databaseGone() {
        return unwrapped(database).onExit();
    }

    /**
     * Stops the mail server, the broker, then the database; what is still starting is awaited
     * first.
     */
    @Override
    public void close() {
        try {
            end(mail);
        } finally {
            try {
                end(broker);
            } finally {
                end(database);
            }
        }
    }

    private static void end(CompletableFuture<? extends AutoCloseable> part) {
        try {
            part.join().close();
        } catch (CompletionException neverStarted) {
            // Whoever waited for it has reported that.
        } catch (Exception failure) {
            throw new IllegalStateException("could not stop", failure);
        }
    }

    private static <T> T unwrapped(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
