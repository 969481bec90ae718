package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.DeliveryStarts;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the delivery to each plugin has come: from the ledger when this replica owns the
 * partition, otherwise from what the group has committed, which is a little behind.
 */
@ApplicationScoped
class Progress {

    private static final int SECONDS = 5;
    private static final long FRESH_NANOS = Duration.ofMillis(300).toNanos();

    /** The first offset of each partition that is not known to be finished. */
    private record Snapshot(Map<TopicPartition, Long> next, long takenAt) {

        boolean isFresh() {
            return System.nanoTime() - takenAt < FRESH_NANOS;
        }
    }

    private final Map<String, Set<OffsetLedger>> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final Map<String, Object> broker;
    private final DeliveryStarts starts;
    private @Nullable Admin admin;

    Progress(
            @Identifier("default-kafka-broker") Map<String, Object> broker, DeliveryStarts starts) {
        this.broker = broker;
        this.starts = starts;
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
            snapshot = new Snapshot(read(pluginId), System.nanoTime());
            snapshots.put(pluginId, snapshot);
        }
        return offset < snapshot.next().getOrDefault(partition, 0L);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Map<TopicPartition, Long> read(String pluginId) {
        try {
            // Before its start an event is none of the plugin's business.
            var next = new HashMap<>(starts.of(pluginId));
            admin().listConsumerGroupOffsets(ConsumerFactory.groupOf(pluginId))
                    .partitionsToOffsetAndMetadata()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, committed) -> {
                        if (committed != null) {
                            next.merge(partition, committed.offset(), Math::max);
                        }
                    });
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException | TimeoutException | SQLException e) {
            throw new IllegalStateException("cannot tell how far " + pluginId + " has come", e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var settings = new HashMap<>(broker);
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000);
            admin = Admin.create(settings);
        }
        return admin;
    }
}
