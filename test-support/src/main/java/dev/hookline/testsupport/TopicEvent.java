package dev.hookline.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * An event as a service has published it.
 *
 * @param headers the record's headers by name
 */
public record TopicEvent(String hook, String subject, JsonNode data, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    public TopicEvent {
        headers = Map.copyOf(headers);
    }

    /**
     * Waits for at least so many events on a topic, and gives all that are there in topic order.
     *
     * @param what they are about, for whoever reads why a test failed
     * @param subjects which of the topic's events are meant
     */
    public static List<TopicEvent> on(
            String topic, String what, Predicate<String> subjects, int count) {
        try (var consumer = consumerOf(topic)) {
            var found = new ArrayList<TopicEvent>();
            Awaitility.await(count + " events of " + what)
                    .atMost(PATIENCE)
                    .until(() -> {
                        for (var event : consumer.poll(Duration.ofMillis(100))) {
                            if (subjects.test(event.key())) {
                                found.add(read(event));
                            }
                        }
                        return found.size() >= count && isAtEnd(consumer);
                    });
            return found;
        }
    }

    /** How many events a topic has had. */
    public static long countOn(String topic) {
        try (var consumer = consumerOf(topic)) {
            return consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static KafkaConsumer<String, byte[]> consumerOf(String topic) {
        Map<String, Object> broker =
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers());
        var consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static boolean isAtEnd(KafkaConsumer<String, byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static TopicEvent read(ConsumerRecord<String, byte[]> event) {
        var headers = new HashMap<String, String>();
        event.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return new TopicEvent(
                    Objects.requireNonNull(headers.get("ce_type")),
                    event.key(),
                    JSON.readTree(event.value()),
                    headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
