package dev.hookline.benchmarks.scenario;

import dev.hookline.benchmarks.plugin.EventNumber;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDomain;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes after-hook events to their topic as the relay of content-service does. */
final class EventPublisher implements AutoCloseable {

    static final String HOOK = "content:afterSave";

    private final KafkaProducer<String, byte[]> producer;

    EventPublisher(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Publishes so many events, round and round the subjects; returns when the broker has all. */
    void publish(int subjects, int events) {
        for (int i = 0; i < events; i++) {
            producer.send(recordOf(new EventNumber(i % subjects, i / subjects + 1)));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The event of a subject as JSON. */
    static String payloadOf(EventNumber event) {
        return """
        {"content":{"id":"%s","collection":"bench","slug":"entry-%d","status":"draft",\
        "data":{"title":"%s","body":"A paragraph."},"version":%d,"authorId":"bench",\
        "createdAt":"2026-11-21T08:30:00Z","updatedAt":"2026-11-21T08:30:00Z",\
        "publishedAt":null,"scheduledAt":null},"collection":"bench","isNew":false}\
        """
                .formatted(idOf(event.subject()), event.subject(), event.title(), event.number());
    }

    static Map<String, String> headersOf(String subject) {
        return Map.of(
                CloudEventHeaders.SPEC_VERSION,
                "1.0",
                CloudEventHeaders.CONTENT_TYPE,
                "application/json",
                CloudEventHeaders.ID,
                UUID.randomUUID().toString(),
                CloudEventHeaders.TYPE,
                HOOK,
                CloudEventHeaders.SOURCE,
                "/content-service",
                CloudEventHeaders.SUBJECT,
                subject,
                CloudEventHeaders.PARTITION_KEY,
                subject,
                CloudEventHeaders.TIME,
                "2026-11-21T08:30:00Z",
                CloudEventHeaders.DATA_SCHEMA,
                HookCatalogue.get(HOOK).eventSchema(),
                CloudEventHeaders.AUTH_TYPE,
                "unauthenticated");
    }

    static String subjectOf(int subject) {
        return "bench/" + idOf(subject);
    }

    private static ProducerRecord<String, byte[]> recordOf(EventNumber event) {
        var subject = subjectOf(event.subject());
        var message =
                new ProducerRecord<>(
                        Topics.after(HookDomain.CONTENT),
                        subject,
                        payloadOf(event).getBytes(StandardCharsets.UTF_8));
        headersOf(subject)
                .forEach((name, value) ->
                        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static String idOf(int subject) {
        return "01JD6Q3V8K5W2N7R4T9X%06d".formatted(subject);
    }
}
