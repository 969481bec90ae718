package dev.hookline.gateway.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: everything before the oldest event that is not finished. Subjects
 * finish out of order, a committed offset covers all before it.
 */
final class OffsetLedger {

    private static final class Partition {
        private final NavigableSet<Long> unfinished = new TreeSet<>();
        private long next;
        private long committed = -1;

        private long committable() {
            return unfinished.isEmpty() ? next : unfinished.first();
        }
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();

    synchronized void begin(TopicPartition partition, long offset) {
        var state = partitions.computeIfAbsent(partition, key -> new Partition());
        state.unfinished.add(offset);
        state.next = Math.max(state.next, offset + 1);
    }

    /**
     * Whether the event is still ours to deliver: its partition may have moved to another replica.
     */
    synchronized boolean isOpen(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        return state != null && state.unfinished.contains(offset);
    }

    synchronized void finish(TopicPartition partition, long offset) {
        var state = partitions.get(partition);
        if (state != null) {
            state.unfinished.remove(offset);
        }
    }

    synchronized void forget(TopicPartition partition) {
        partitions.remove(partition);
    }

    synchronized int unfinished() {
        return partitions.values().stream().mapToInt(state -> state.unfinished.size()).sum();
    }

    /** Offsets that have become committable since the last call. */
    synchronized Map<TopicPartition, OffsetAndMetadata> progress() {
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach((partition, state) -> {
            if (state.committable() > state.committed) {
                state.committed = state.committable();
                progress.put(partition, new OffsetAndMetadata(state.committed));
            }
        });
        return progress;
    }
}
