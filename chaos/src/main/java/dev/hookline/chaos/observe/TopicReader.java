package dev.hookline.chaos.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topics of after hooks and ticks from their beginnings to their ends. */
public final class TopicReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(300);
    private static final List<String> TOPICS =
            List.of(
                    Topics.after(HookDomain.CONTENT),
                    Topics.after(HookDomain.MEDIA),
                    Topics.after(HookDomain.EMAIL),
                    Topics.CRON);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public void addTo(Evidence evidence) throws IOException {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "chaos-audit");
        try (var consumer =
                new KafkaConsumer<>(
                        configuration, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    TOPICS.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var message : consumer.poll(POLL)) {
                    evidence.add(eventOf(message));
                }
            }
        }
    }

    private static BusEvent eventOf(ConsumerRecord<String, byte[]> message) throws IOException {
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        var hook = headers.getOrDefault(CloudEventHeaders.TYPE, "");
        var data = message.value() == null ? JSON.nullNode() : JSON.readTree(message.value());
        return new BusEvent(
                message.topic(),
                message.partition(),
                message.offset(),
                message.key() == null ? "" : message.key(),
                headers.getOrDefault(CloudEventHeaders.ID, ""),
                hook,
                timeOf(headers, message),
                data.at("/content/version").asLong(),
                operationOf(hook, data),
                data.at("/content/data/title").asText(),
                data.at("/content/data/mark").asText(),
                detailOf(hook, data));
    }

    private static Instant timeOf(Map<String, String> headers, ConsumerRecord<?, ?> message) {
        var time = headers.get(CloudEventHeaders.TIME);
        return time == null ? Instant.ofEpochMilli(message.timestamp()) : Instant.parse(time);
    }

    private static String operationOf(String hook, JsonNode data) {
        if (hook.startsWith("media:")) {
            return data.at("/media/id").asText();
        }
        if (hook.startsWith("email:")) {
            var subject = data.at("/message/subject").asText();
            return subject.substring(subject.lastIndexOf(' ') + 1);
        }
        return data.at("/content/data/op").asText();
    }

    private static String detailOf(String hook, JsonNode data) {
        return switch (hook) {
            case "cron" -> data.path("scheduledAt").asText();
            case "content:afterDelete" -> data.path("permanent").asBoolean() ? "permanent" : "";
            default -> "";
        };
    }
}
