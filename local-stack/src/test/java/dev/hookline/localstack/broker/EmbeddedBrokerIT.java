package dev.hookline.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir Path directory;

    @Test
    void hasTheTopicsOfTheCatalogue() throws Exception {
        try (var broker = EmbeddedBroker.start(directory);
                var admin = admin(broker)) {
            var names = Topics.all().stream().map(Topic::name).toList();
            var found = admin.describeTopics(names).allTopicNames().get();

            assertThat(Topics.all())
                    .allSatisfy(topic ->
                            assertThat(found.get(topic.name()).partitions())
                                    .hasSize(topic.partitions()));
            assertThat(configurationOf(admin, Topics.PLUGINS))
                    .containsEntry("cleanup.policy", "compact");
        }
    }

    @Test
    void keepsRecordsOverARestartAndRepairsTopics() throws Exception {
        try (var broker = EmbeddedBroker.start(directory);
                var admin = admin(broker)) {
            send(broker, Topics.EVENTS, "kept");
            spoilRetention(admin, Topics.EVENTS);
        }

        try (var broker = EmbeddedBroker.start(directory);
                var admin = admin(broker)) {
            assertThat(valuesOf(broker, Topics.EVENTS)).containsExactly("kept");
            assertThat(configurationOf(admin, Topics.EVENTS))
                    .containsEntry("retention.ms", String.valueOf(Duration.ofDays(7).toMillis()));
        }
    }

    @Test
    void createsNoTopicForATypingMistake() {
        try (var broker = EmbeddedBroker.start(directory);
                var admin = admin(broker)) {
            assertThatThrownBy(() ->
                            admin.describeTopics(List.of("hookline.evnets")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
        Map<String, Object> configuration = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer =
                new KafkaProducer<>(
                        configuration, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", value)).get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> valuesOf(EmbeddedBroker broker, String topic) {
        Map<String, Object> configuration = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        configuration, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).records(partition).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }

    private static Map<String, String> configurationOf(Admin admin, String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static void spoilRetention(Admin admin, String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var entry = new ConfigEntry("retention.ms", "604800001");
        admin.incrementalAlterConfigs(
                        Map.of(
                                resource,
                                List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
