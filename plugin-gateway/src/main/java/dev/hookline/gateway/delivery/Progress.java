package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.topic.BrokerTopics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the delivery to each plugin has come: from the ledger when this replica owns the
 * partition, otherwise from what the group has committed, which is a little behind.
 */
@ApplicationScoped
class Progress {

    private static final long FRESH_NANOS = Duration.ofMillis(300).toNanos();

    /** The first offset of each partition that is not known to be finished. */
    private record Snapshot(Map<TopicPartition, Long> next, long takenAt) {

        boolean isFresh() {
            return System.nanoTime() - takenAt < FRESH_NANOS;
        }
    }

    private final Map<String, Set<OffsetLedger>> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Snapshot>> readings = new ConcurrentHashMap<>();
    private final BrokerTopics topics;
    private final DeliveryStarts starts;
    private final MeterRegistry metrics;

    Progress(BrokerTopics topics, DeliveryStarts starts, MeterRegistry metrics) {
        this.topics = topics;
        this.starts = starts;
        this.metrics = metrics;
    }

    void follow(String pluginId, OffsetLedger ledger) {
        ledgers.computeIfAbsent(pluginId, id -> ConcurrentHashMap.newKeySet()).add(ledger);
    }

    void forget(String pluginId, OffsetLedger ledger) {
        ledgers.getOrDefault(pluginId, Set.of()).remove(ledger);
    }

    /** Whether the plugin's delivery is past an event: taken, parked or none of its business. */
    boolean isPast(String pluginId, TopicPartition partition, long offset) {
        for (var ledger : ledgers.getOrDefault(pluginId, Set.of())) {
            if (ledger.isFinished(partition, offset)) {
                return true;
            }
            if (ledger.isOpen(partition, offset)) {
                return false;
            }
        }
        var snapshot = snapshots.get(pluginId);
        if (snapshot == null || !snapshot.isFresh()) {
            snapshot = readOnce(pluginId);
        }
        return offset < snapshot.next().getOrDefault(partition, 0L);
    }

    /** Reads for all who ask at once: a thousand lanes may wait for the same plugin. */
    private Snapshot readOnce(String pluginId) {
        var mine = new CompletableFuture<Snapshot>();
        var reading = readings.putIfAbsent(pluginId, mine);
        if (reading != null) {
            try {
                return reading.join();
            } catch (CompletionException e) {
                throw new IllegalStateException("cannot tell how far " + pluginId + " has come", e);
            }
        }
        try {
            var snapshot = new Snapshot(read(pluginId), System.nanoTime());
            snapshots.put(pluginId, snapshot);
            mine.complete(snapshot);
            return snapshot;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            readings.remove(pluginId, mine);
        }
    }

    private Map<TopicPartition, Long> read(String pluginId) {
        metrics.counter("hookline.delivery.progress.reads", "plugin", pluginId).increment();
        var next = new HashMap<TopicPartition, Long>();
        try {
            // Before its start an event is none of the plugin's business.
            starts.of(pluginId)
                    .forEach((partition, start) -> {
                        var present = topics.lastSeenId(partition.topic());
                        if (present.isEmpty() || !start.isOfAnother(present.get())) {
                            next.put(partition, start.offset());
                        }
                    });
        } catch (SQLException e) {
            throw new IllegalStateException("cannot tell where " + pluginId + " begins", e);
        }
        topics.committed(ConsumerFactory.groupOf(pluginId))
                .forEach((partition, committed) -> {
                    if (committed != null && isOfPresentTopic(partition, committed)) {
                        next.merge(partition, committed.offset(), Math::max);
                    }
                });
        return next;
    }

    private boolean isOfPresentTopic(TopicPartition partition, OffsetAndMetadata committed) {
        return committed.metadata().isEmpty()
                || topics.lastSeenId(partition.topic())
                        .map(id -> id.toString().equals(committed.metadata()))
                        .orElse(true);
    }
}
