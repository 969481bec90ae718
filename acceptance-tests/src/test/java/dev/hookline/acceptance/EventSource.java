package dev.hookline.acceptance;

import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.SignedRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Puts after-hook events onto the bus as a content service does, thousands in a second. Each
 * subject's events are numbered from 1.
 */
final class EventSource implements AutoCloseable {

    static final String HOOK = "content:afterSave";
    private static final SignedRecords SIGNED = new SignedRecords(Platform.PASS_KEY);

    private final String collection;
    private final KafkaProducer<String, byte[]> producer;

    EventSource(String bootstrapServers) {
        this.collection = "c" + UUID.randomUUID().toString().substring(0, 8);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "acks",
                                "all",
                                "max.request.size",
                                Topic.MAX_MESSAGE_BYTES),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Options of a subscription that takes these events only. */
    Map<String, Object> matching() {
        return Operator.options("match", Map.of("collection", List.of(collection)));
    }

    /** Publishes numbers {@code from} to {@code to} of every subject, all subjects in turn. */
    void publish(int subjects, int from, int to) {
        for (int number = from; number <= to; number++) {
            for (int subject = 0; subject < subjects; subject++) {
                publish("s" + subject, number);
            }
        }
        producer.flush();
    }

    void publish(String entry, int number) {
        publish(entry, number, 0);
    }

    /**
     * Publishes an event of some size.
     *
     * @param padding in characters
     */
    void publish(String entry, int number, int padding) {
        var subject = collection + "/" + entry;
        var body =
                """
                {"content": {"id": "%s", "collection": "%s", "status": "draft", "version": %d,
                  "data": {"number": %d, "padding": "%s"}}, "collection": "%s", "isNew": false}
                """
                        .formatted(
                                entry, collection, number, number, "x".repeat(padding), collection);
        var message =
                new ProducerRecord<>(
                        Topics.after(HookDomain.CONTENT),
                        subject,
                        body.getBytes(StandardCharsets.UTF_8));
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, UUID.randomUUID().toString());
        header(message, CloudEventHeaders.TYPE, HOOK);
        header(message, CloudEventHeaders.SOURCE, "/content-service");
        header(message, CloudEventHeaders.SUBJECT, subject);
        producer.send(SIGNED.sign(message));
    }

    private static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
