package dev.hookline.gateway.backlog;

import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CauseHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies on its topic.
 *
 * @param recordedAt the record's timestamp
 */
public record AfterEvent(
        Lane lane, long offset, Instant recordedAt, Headers headers, byte[] value) {

    private static final byte[] NOTHING = {};

    public static AfterEvent of(ConsumerRecord<String, byte[]> message) {
        return new AfterEvent(
                new Lane(
                        new TopicPartition(message.topic(), message.partition()),
                        message.key() == null ? "" : storable(message.key())),
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                message.headers(),
                message.value() == null ? NOTHING : message.value());
    }

    public String id() {
        return header(CloudEventHeaders.ID, "");
    }

    public String hook() {
        return header(CloudEventHeaders.TYPE, "");
    }

    public String subject() {
        return lane.subject();
    }

    public TopicPartition partition() {
        return lane.partition();
    }

    public @Nullable String actorClaims() {
        return optionalHeader(CloudEventHeaders.AUTH_CLAIMS);
    }

    public @Nullable String traceParent() {
        return optionalHeader(CloudEventHeaders.TRACE_PARENT);
    }

    /** Null when no plugin caused it. */
    public @Nullable Cause cause() {
        return CauseHeaders.find(headers).orElse(null);
    }

    /** Whether it is worth nothing any more at a moment. */
    public boolean isExpired(Instant moment) {
        var expiry = optionalHeader(CloudEventHeaders.EXPIRY_TIME);
        if (expiry == null) {
            return false;
        }
        try {
            return !OffsetDateTime.parse(expiry).toInstant().isAfter(moment);
        } catch (DateTimeException e) {
            // An expiry that cannot be read must not cost the event.
            return false;
        }
    }

    Map<String, String> headerTexts() {
        var texts = new HashMap<String, String>();
        headers.forEach(header -> {
            if (header.value() != null) {
                var text = new String(header.value(), StandardCharsets.UTF_8);
                texts.put(storable(header.key()), storable(text));
            }
        });
        return texts;
    }

    private String header(String name, String fallback) {
        var value = optionalHeader(name);
        return value == null ? fallback : storable(value);
    }

    /** PostgreSQL takes no U+0000; what is decoded from UTF-8 has no lone surrogates. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private @Nullable String optionalHeader(String name) {
        return RecordHeaderText.find(headers, name);
    }
}
