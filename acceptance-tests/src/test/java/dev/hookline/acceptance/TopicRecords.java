package dev.hookline.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic holds, as any reader finds it: all records from its beginning, in order by key. */
final class TopicRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> byKey = new LinkedHashMap<>();

    /**
     * @param member whose value is remembered of each record, wherever in the record it is
     */
    TopicRecords(String bootstrapServers, String topic, String member) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var event : consumer.poll(Duration.ofMillis(500))) {
                    byKey.computeIfAbsent(event.key(), key -> new ArrayList<>())
                            .add(JSON.readTree(event.value()).findPath(member).asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> of(String key) {
        return byKey.getOrDefault(key, List.of());
    }
}
