package dev.hookline.acceptance;

import dev.hookline.localstack.broker.EmbeddedBroker;
import dev.hookline.localstack.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The local stack's broker as a process of its own, which a test can kill and start again. */
final class BrokerUnderTest implements AutoCloseable {

    private static final String READY = "ready";

    private final Path directory;
    private final int port = FreePorts.any();
    private Process process;

    private BrokerUnderTest(Path directory) {
        this.directory = directory;
    }

    static BrokerUnderTest start(Path directory) {
        var broker = new BrokerUnderTest(directory);
        broker.restart();
        return broker;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker where it stopped, and waits until it serves. */
    void restart() {
        try {
            var builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            BrokerUnderTest.class.getName(),
                            directory.toString(),
                            String.valueOf(port));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (process.inputReader().lines().noneMatch(READY::equals)) {
                throw new IllegalStateException("the broker ended before it served");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The process: ends with whoever started it. */
    public static void main(String[] arguments) throws IOException {
        try (var broker =
                EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // Whoever started us still lives.
            }
        }
    }
}
