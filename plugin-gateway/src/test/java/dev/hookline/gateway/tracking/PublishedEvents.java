package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.testsupport.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What lies on {@code hookline.events}. */
final class PublishedEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedEvents() {}

    /** One event as it was published. */
    record Published(String key, JsonNode data, Map<String, String> headers) {

        String id() {
            return data.path("id").asText();
        }
    }

    static Published await(String id) {
        return read(found -> found.stream().anyMatch(event -> event.id().equals(id))).stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** All that has been published by now, in order for each key. */
    static List<Published> soFar() {
        return read(found -> true);
    }

    private static List<Published> read(Predicate<List<Published>> isEnough) {
        Map<String, Object> broker =
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    consumer.partitionsFor(Topics.EVENTS).stream()
                            .map(known -> new TopicPartition(Topics.EVENTS, known.partition()))
                            .toList());
            consumer.seekToBeginning(consumer.assignment());
            var found = new ArrayList<Published>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> found.add(published(record)));
                        return isEnough.test(found) && isAtEnd(consumer);
                    });
            return found;
        }
    }

    private static boolean isAtEnd(KafkaConsumer<String, byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static Published published(ConsumerRecord<String, byte[]> event) {
        var headers = new HashMap<String, String>();
        event.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return new Published(event.key(), JSON.readTree(event.value()), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
