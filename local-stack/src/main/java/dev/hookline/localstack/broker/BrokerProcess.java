package dev.hookline.localstack.broker;

import dev.hookline.localstack.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded broker as a process of its own, which can be killed and started again on the same
 * port. It ends with the process that started it.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Path directory;
    private final List<FurtherListener> further;
    private final int port = FreePorts.any();
    private Process process;

    private BrokerProcess(Path directory, List<FurtherListener> further) {
        this.directory = directory;
        this.further = List.copyOf(further);
        process = launch();
    }

    /** Starts a broker on a free port and waits until it serves. */
    public static BrokerProcess start(Path directory) {
        return start(directory, List.of());
    }

    /** Starts a broker with more than one port for clients. */
    public static BrokerProcess start(Path directory, List<FurtherListener> further) {
        return new BrokerProcess(directory, further);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker where it stopped, and waits until it serves. */
    public void restart() {
        process = launch();
    }

    /** Ends the broker at once, {@code kill -9}. */
    public void kill() {
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

    private Process launch() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.add(BrokerProcess.class.getName());
        words.add(directory.toString());
        words.add(String.valueOf(port));
        further.forEach(listener -> words.add(listener.argument()));
        try {
            var builder = new ProcessBuilder(words);
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            var launched = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (launched.inputReader().lines().noneMatch(READY::equals)) {
                throw new IllegalStateException("the broker ended before it served");
            }
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The process.
     *
     * @param arguments the directory, the port, and the further listeners
     */
    public static void main(String[] arguments) throws IOException {
        var further = List.of(arguments).stream().skip(2).map(FurtherListener::parse).toList();
        try (var broker =
                EmbeddedBroker.start(
                        Path.of(arguments[0]), Integer.parseInt(arguments[1]), further)) {
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // The process that started this one still runs.
            }
        }
    }
}
