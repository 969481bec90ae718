package dev.hookline.localstack.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;

/** The configuration of a single broker that is its own controller, and its first formatting. */
record BrokerSettings(
        Path directory, int clientPort, int controllerPort, List<FurtherListener> further) {

    private static final int NODE = 1;
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    BrokerSettings {
        directory = directory.toAbsolutePath();
        further = List.copyOf(further);
        if (directory.toString().contains(",")) {
            throw new IllegalArgumentException("a comma would split the directory: " + directory);
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + clientPort;
    }

    Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.putAll(node());
        properties.putAll(singleReplica());
        properties.putAll(quickOnOneMachine());
        properties.putAll(smallInMemory());
        further.stream()
                .filter(FurtherListener::guarded)
                .forEach(listener -> properties.putAll(guarded(listener)));
        return properties;
    }

    void formatOnce() {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setHasDynamicQuorum(false)
                    // A start that died halfway may have left some of the files.
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception failure) {
            throw new IllegalStateException("could not format " + directory, failure);
        }
    }

    private Map<String, String> node() {
        var clients = CLIENTS + "://" + bootstrapServers();
        var listeners = new StringBuilder(clients);
        var advertised = new StringBuilder(clients);
        var protocols = new StringBuilder(CLIENTS + ":PLAINTEXT");
        for (var listener : further) {
            listeners.append(',').append(listener.address(listener.port()));
            advertised.append(',').append(listener.address(listener.advertisedPort()));
            protocols.append(',').append(listener.protocol());
        }
        var controller = CONTROLLER + "://127.0.0.1:" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE),
                "log.dirs",
                directory.toString(),
                "listeners",
                listeners + "," + controller,
                "advertised.listeners",
                advertised.toString(),
                "listener.security.protocol.map",
                protocols + "," + CONTROLLER + ":PLAINTEXT",
                "inter.broker.listener.name",
                CLIENTS,
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort);
    }

    private static Map<String, String> guarded(FurtherListener listener) {
        var login = "listener.name." + listener.name().toLowerCase(Locale.ROOT);
        return Map.of(
                "authorizer.class.name",
                StandardAuthorizer.class.getName(),
                // Those of the other listeners: the broker itself and who sets it up.
                "super.users",
                "User:ANONYMOUS",
                login + ".sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                login + ".scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    private static Map<String, String> singleReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "2");
    }

    private static Map<String, String> quickOnOneMachine() {
        return Map.of(
                // A mistyped topic must fail, not appear.
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                // Lets a test choose how soon a killed consumer is missed.
                "group.min.session.timeout.ms", "1000",
                // A start after kill -9 waits until the controller has given up the old session.
                "broker.session.timeout.ms", "4000",
                "broker.heartbeat.interval.ms", "500");
    }

    private static Map<String, String> smallInMemory() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "log.index.size.max.bytes", "1048576");
    }
}
