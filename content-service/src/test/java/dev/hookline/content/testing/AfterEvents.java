package dev.hookline.content.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
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

/**
 * What the service has announced on {@code hookline.content.after}, and tracked on {@code
 * hookline.events}.
 */
public final class AfterEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AFTER = Topics.after(HookDomain.CONTENT);

    private AfterEvents() {}

    /** One announcement. */
    public record AfterEvent(
            String hook, String subject, JsonNode data, Map<String, String> headers) {

        public long version() {
            return data.at("/content/version").asLong();
        }
    }

    /** Waits for at least so many events of one subject, and gives all of them in topic order. */
    public static List<AfterEvent> of(String subject, int count) {
        return found(AFTER, subject, subject::equals, count);
    }

    /** Waits for at least so many events of a collection, in order for each subject. */
    public static List<AfterEvent> ofAll(String collection, int count) {
        return found(AFTER, collection, subject -> subject.startsWith(collection + '/'), count);
    }

    /** Waits for at least so many tracked events of one subject, and gives all in topic order. */
    public static List<AfterEvent> tracked(String subject, int count) {
        return found(Topics.EVENTS, subject, subject::equals, count);
    }

    private static List<AfterEvent> found(
            String topic, String what, Predicate<String> subjects, int count) {
        try (var consumer = consumerOf(topic)) {
            var found = new ArrayList<AfterEvent>();
            Awaitility.await(count + " events of " + what)
                    .atMost(Duration.ofSeconds(15))
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

    /** Whatever has been announced about a subject by now. */
    public static List<AfterEvent> soFar(String subject) {
        return of(subject, 0);
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

    private static AfterEvent read(ConsumerRecord<String, byte[]> event) {
        var headers = new HashMap<String, String>();
        event.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return new AfterEvent(
                    headers.get("ce_type"), event.key(), JSON.readTree(event.value()), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
