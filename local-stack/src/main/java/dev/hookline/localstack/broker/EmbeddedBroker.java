package dev.hookline.localstack.broker;

import dev.hookline.localstack.files.DirectoryLock;
import dev.hookline.localstack.port.FreePorts;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker and its controller in this JVM, for one machine: its data directory outlives it,
 * and after a {@code kill -9} the next start on the same directory goes on where the last one
 * stopped.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final BrokerSettings settings;
    private final DirectoryLock lock;
    private final KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, DirectoryLock lock, KafkaRaftServer server) {
        this.settings = settings;
        this.lock = lock;
        this.server = server;
    }

    /** Starts a broker on a free port; {@code directory} is created when absent. */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Starts a broker and brings the topics up to the catalogue.
     *
     * @param directory where records are kept, created when absent
     * @param port where clients connect on the loopback address, 0 for a free one
     * @throws IllegalStateException when another process uses the directory
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, List.of());
    }

    /**
     * Starts a broker with more than one port for clients.
     *
     * @param further listeners besides the one on {@code port}
     */
    public static EmbeddedBroker start(Path directory, int port, List<FurtherListener> further) {
        var lock = DirectoryLock.acquire(directory);
        try {
            var broker = boot(directory, port, further, lock);
            new TopicCatalogue(broker.bootstrapServers()).apply();
            return broker;
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Stops the broker in good order; may be called more than once. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static EmbeddedBroker boot(
            Path directory, int port, List<FurtherListener> further, DirectoryLock lock) {
        RuntimeException lastFailure = new IllegalStateException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var clientPort = port == 0 ? FreePorts.any() : port;
            var settings = new BrokerSettings(directory, clientPort, FreePorts.any(), further);
            try {
                return boot(settings, lock);
            } catch (RuntimeException failure) {
                // Another process may have taken a port between the choice and the bind.
                lastFailure = failure;
            }
        }
        throw new IllegalStateException("the broker did not start in " + directory, lastFailure);
    }

    private static EmbeddedBroker boot(BrokerSettings settings, DirectoryLock lock) {
        settings.formatOnce();
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failure) {
            server.shutdown();
            throw failure;
        }
        return new EmbeddedBroker(settings, lock, server);
    }
}
