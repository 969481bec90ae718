package dev.hookline.kit.outbox;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.bus.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends outbox events to the broker: all replicas acknowledge, retries within the client never
 * reorder.
 */
@ApplicationScoped
class EventPublisher {

    /** When an event that was handed to the client counts as not published. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    private final Map<String, Object> broker;
    private final RecordSignatures signatures;
    private @Nullable Producer<String, byte[]> producer;

    EventPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            RecordSignatures signatures) {
        this.broker = broker;
        this.signatures = signatures;
    }

    /**
     * Completes when the broker has the event; exceptionally when it did not take it in time, with
     * {@link TopicUnreachableException} when no event of its topic can be sent now.
     */
    CompletableFuture<Void> publish(OutboxEvent event) {
        var published = new CompletableFuture<Void>();
        try {
            producer()
                    .send(
                            recordOf(event),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    published.complete(null);
                                } else {
                                    published.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException e) {
            published.completeExceptionally(e);
        }
        // What fails before it is sent has no place to go: the topic is unknown or forbidden.
        return published.isCompletedExceptionally() && !isOfThisEvent(published.exceptionNow())
                ? CompletableFuture.failedFuture(
                        new TopicUnreachableException(event.topic(), published.exceptionNow()))
                : published;
    }

    /** Whether events can be sent to a topic; blocks for up to five seconds. */
    boolean reaches(String topic) {
        try {
            return !producer().partitionsFor(topic).isEmpty();
        } catch (KafkaException e) {
            return false;
        }
    }

    /** Gives up the client after it stopped answering; the next event gets a new one. */
    synchronized void renew() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static boolean isOfThisEvent(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings(), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The client's default of 5 ms would be paid by every event of an idle system.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
        return settings;
    }

    private ProducerRecord<String, byte[]> recordOf(OutboxEvent event) {
        var headers = RecordHeaderText.of(event.headers());
        signatures.sign(event.topic(), event.key(), headers, event.payload());
        return new ProducerRecord<>(event.topic(), null, event.key(), event.payload(), headers);
    }
}
