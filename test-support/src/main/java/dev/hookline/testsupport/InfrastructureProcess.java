package dev.hookline.testsupport;

import dev.hookline.localstack.broker.EmbeddedBroker;
import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.database.DatabaseSettings;
import dev.hookline.localstack.database.EmbeddedDatabase;
import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.files.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogManager;

/**
 * A process that runs the broker and the database of one test run, until the pipe from the process
 * that launched it closes.
 */
final class InfrastructureProcess {

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String SUPERUSER = "postgres";

    private static final List<String> DATABASES = List.of("content", "media", "email", "gateway");
    private static final String READY = "ready ";

    private InfrastructureProcess() {}

    /** Starts the process and returns the file that says how to reach what it runs. */
    static String launch() {
        try {
            // The server may have to run as nobody, who must get through to its own directory.
            var passable = PosixFilePermissions.fromString("rwx--x--x");
            var directory =
                    Files.createTempDirectory(
                            "hookline-test-", PosixFilePermissions.asFileAttribute(passable));
            var log = directory.resolve("infrastructure.log");
            var process = command(directory).redirectError(log.toFile()).start();
            return process.inputReader()
                    .lines()
                    .filter(line -> line.startsWith(READY))
                    .findFirst()
                    .map(line -> line.substring(READY.length()))
                    .orElseThrow(() -> new IllegalStateException(reason(log)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ProcessBuilder command(Path directory) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        InfrastructureProcess.class.getName(),
                        directory.toString());
        // Too long for a command line that people read.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }

    public static void main(String[] arguments) {
        // Two threads that log for the first time at once can wait for each other for ever.
        LogManager.getLogManager();
        var directory = Path.of(arguments[0]);
        // JBoss's log manager deadlocks when two threads are the first to use it at once.
        LogManager.getLogManager();
        try {
            run(directory);
            Trees.delete(directory);
            System.exit(0);
        } catch (Exception failure) {
            // The directory stays, and with it the log that the launcher will show.
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Path directory) throws IOException {
        var starting =
                CompletableFuture.supplyAsync(() ->
                        EmbeddedDatabase.start(
                                directory.resolve("database"), DatabaseSettings.disposable()));
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"));
                var database = starting.join()) {
            var file = directory.resolve("infrastructure.properties");
            SecretFile.write(file, description(broker, database));
            System.out.println(READY + file);
            while (System.in.read() >= 0) {
                // Whoever launched us still lives.
            }
        }
    }

    private static String description(EmbeddedBroker broker, EmbeddedDatabase database)
            throws IOException {
        var properties = new Properties();
        properties.setProperty(BOOTSTRAP_SERVERS, broker.bootstrapServers());
        DATABASES.forEach(name -> add(properties, name, database.login(name)));
        add(properties, SUPERUSER, database.superuser());
        var text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    private static void add(Properties properties, String name, DatabaseLogin login) {
        properties.setProperty(name + ".url", login.jdbcUrl());
        properties.setProperty(name + ".username", login.username());
        properties.setProperty(name + ".password", login.password());
    }

    private static String reason(Path log) {
        try {
            return "the test infrastructure did not start:\n" + Files.readString(log);
        } catch (IOException unreadable) {
            return "the test infrastructure did not start";
        }
    }
}
