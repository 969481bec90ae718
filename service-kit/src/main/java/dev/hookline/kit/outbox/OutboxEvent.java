package dev.hookline.kit.outbox;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record that must reach a topic because a transaction committed.
 *
 * @param key the record key; events of one key keep their order
 * @param headers CloudEvents attributes and the like, by header name
 * @param payload JSON, or null for a tombstone
 */
public record OutboxEvent(
        String topic, String key, Map<String, String> headers, byte @Nullable [] payload) {

    public OutboxEvent {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        headers = Map.copyOf(headers);
    }

    /** An event that removes its key from a compacted topic. */
    @SuppressWarnings("NullAway") // It does not see that the array, not its elements, may be null.
    public static OutboxEvent tombstone(String topic, String key, Map<String, String> headers) {
        return new OutboxEvent(topic, key, headers, null);
    }
}
