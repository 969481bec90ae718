package dev.hookline.schemas.bus;

import java.time.Duration;
import java.util.Map;

/**
 * One topic as it must exist on the broker.
 *
 * @param retention how long records stay; {@link Duration#ZERO} for a compacted topic, which keeps
 *     the last record of each key for ever
 */
public record Topic(String name, int partitions, Duration retention) {

    /** A body of 1 MiB, with the event around it, must pass. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions of " + name + " must be positive: " + partitions);
        }
    }

    static Topic deletedAfter(String name, int partitions, Duration retention) {
        return new Topic(name, partitions, retention);
    }

    static Topic compacted(String name, int partitions) {
        return new Topic(name, partitions, Duration.ZERO);
    }

    public boolean isCompacted() {
        return retention.isZero();
    }

    /** The broker's configuration of this topic, in Kafka's own property names. */
    public Map<String, String> configuration() {
        var largest = String.valueOf(MAX_MESSAGE_BYTES);
        return isCompacted()
                ? Map.of(
                        "cleanup.policy", "compact",
                        "min.cleanable.dirty.ratio", "0.1",
                        "max.message.bytes", largest)
                : Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        String.valueOf(retention.toMillis()),
                        "max.message.bytes",
                        largest);
    }
}
