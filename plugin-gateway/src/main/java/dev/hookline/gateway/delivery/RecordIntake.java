package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.topic.TopicOffset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the events of one plugin, hands them to their lanes and commits what is finished. */
final class RecordIntake {

    private static final Logger LOG = Logger.getLogger(RecordIntake.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FULL = Duration.ofMillis(100);
    private static final Duration RECOVERY = Duration.ofSeconds(1);
    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LAG_NANOS = Duration.ofSeconds(1).toNanos();

    private final PluginDelivery delivery;
    private final Set<String> topics;

    /** The ids of the topics when their partitions were assigned. */
    private final Map<String, UUID> topicIds = new HashMap<>();

    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile long lag;
    private boolean paused;
    private long committedAt;
    private long lagAt;

    RecordIntake(PluginDelivery delivery, Set<String> topics) {
        this.delivery = delivery;
        this.topics = topics;
    }

    long lag() {
        return lag;
    }

    void wakeUp() {
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void run() {
        while (delivery.isRunning()) {
            try (var consumer = delivery.engine().consumers().forPlugin(delivery.pluginId())) {
                current = consumer;
                paused = false;
                topicIds.clear();
                var assignment =
                        new Assignment(
                                consumer, delivery.engine().starts().of(delivery.pluginId()));
                consumer.subscribe(topics, assignment);
                read(consumer);
                if (delivery.isRunning()) {
                    // What was read must not be committed for a topic that was created again.
                    assignment.onPartitionsLost(consumer.assignment());
                }
            } catch (WakeupException e) {
                LOG.debugf("delivery stops pluginId=%s", delivery.pluginId());
            } catch (SQLException | RuntimeException e) {
                // Whatever went wrong, the deliveries of this plugin must go on.
                LOG.warnf(e, "delivery interrupted, trying again pluginId=%s", delivery.pluginId());
                delivery.pause(RECOVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Reads until the delivery stops, or one of the topics is no longer the one it was. */
    private void read(Consumer<String, byte[]> consumer) throws InterruptedException {
        while (delivery.isRunning() && !isMadeAnew()) {
            var open = delivery.mayRead();
            pauseUnless(open, consumer);
            if (!open) {
                awaitRoom();
            }
            for (var message : consumer.poll(open ? POLL : Duration.ZERO)) {
                var event = AfterEvent.of(message);
                if (delivery.offsets().isPassed(event.partition(), event.offset())) {
                    LOG.warnf(
                            "partition begins anew pluginId=%s partition=%s",
                            delivery.pluginId(), event.partition());
                    return;
                }
                delivery.offsets()
                        .begin(event.partition(), event.offset(), message.serializedValueSize());
                if (delivery.engine().signatures().isGenuine(message)) {
                    delivery.lanes().add(event);
                } else {
                    delivery.offsets().finish(event.partition(), event.offset());
                }
            }
            commit(consumer);
            measure(consumer);
        }
    }

    private boolean isMadeAnew() {
        return topicIds.entrySet().stream()
                .anyMatch(known ->
                        delivery.engine()
                                .topics()
                                .lastSeenId(known.getKey())
                                .filter(id -> !id.equals(known.getValue()))
                                .isPresent());
    }

    private void pauseUnless(boolean open, Consumer<String, byte[]> consumer) {
        if (!open) {
            consumer.pause(consumer.assignment());
        } else if (paused) {
            consumer.resume(consumer.paused());
        }
        paused = !open;
    }

    private void awaitRoom() throws InterruptedException {
        var config = delivery.engine().config();
        long bytes = delivery.windowBytes();
        if (delivery.offsets().hasRoom(config.window(), bytes)) {
            delivery.pause(FULL);
        } else {
            delivery.offsets().awaitRoom(config.window(), bytes, FULL);
        }
    }

    private void commit(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - committedAt < COMMIT_NANOS) {
            return;
        }
        committedAt = System.nanoTime();
        var progress = progress();
        if (!progress.isEmpty()) {
            // A commit that fails is made up for by the next one, which covers it.
            consumer.commitAsync(
                    progress,
                    (offsets, failure) -> {
                        if (failure != null) {
                            LOG.debugf(
                                    "offsets not committed pluginId=%s: %s",
                                    delivery.pluginId(), failure);
                            delivery.offsets().uncommitted(offsets.keySet());
                        }
                    });
        }
    }

    /** What may be committed, each offset with the id of the topic for which it is good. */
    private Map<TopicPartition, OffsetAndMetadata> progress() {
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        delivery.offsets()
                .progress()
                .forEach((partition, offset) -> {
                    var id = topicIds.get(partition.topic());
                    progress.put(
                            partition,
                            id == null
                                    ? offset
                                    : new OffsetAndMetadata(offset.offset(), id.toString()));
                });
        return progress;
    }

    private void measure(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - lagAt < LAG_NANOS) {
            return;
        }
        lagAt = System.nanoTime();
        long behind = 0;
        for (var partition : consumer.assignment()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        lag = behind;
    }

    /**
     * Takes over what waits before the first record of a partition is read, and begins each
     * partition where the plugin's deliveries begin, unless the group is further on.
     */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;
        private final Map<TopicPartition, TopicOffset> starts;

        Assignment(Consumer<String, byte[]> consumer, Map<TopicPartition, TopicOffset> starts) {
            this.consumer = consumer;
            this.starts = starts;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            topicIds.putAll(
                    delivery.engine()
                            .topics()
                            .ids(
                                    partitions.stream()
                                            .map(TopicPartition::topic)
                                            .collect(Collectors.toSet())));
            var backlog = delivery.engine().backlog();
            var ownerships = backlog.takeOver(delivery.pluginId(), partitions, topicIds);
            backlog.parked(delivery.pluginId(), partitions).forEach(delivery.lanes()::parked);
            delivery.owned().putAll(ownerships);
            var committed = consumer.committed(Set.copyOf(partitions));
            var ends = consumer.endOffsets(partitions);
            for (var partition : partitions) {
                begin(partition, committed.get(partition), ends.getOrDefault(partition, 0L));
            }
            delivery.dueAt(delivery.engine().clock().instant());
        }

        private void begin(
                TopicPartition partition, @Nullable OffsetAndMetadata committed, long end) {
            long start = startOf(partition, end);
            if (committed == null
                    || committed.offset() < start
                    || isOfAnotherTopic(partition, committed)) {
                consumer.seek(partition, start);
            }
        }

        /** A start of another topic, or beyond the end, is void. */
        private long startOf(TopicPartition partition, long end) {
            var start = starts.get(partition);
            var present = topicIds.get(partition.topic());
            return start == null
                            || start.offset() > end
                            || (present != null && start.isOfAnother(present))
                    ? 0
                    : start.offset();
        }

        private boolean isOfAnotherTopic(TopicPartition partition, OffsetAndMetadata committed) {
            var present = topicIds.get(partition.topic());
            // Without an id it was committed by an earlier release, or by an operator.
            return present != null
                    && !committed.metadata().isEmpty()
                    && !committed.metadata().equals(present.toString());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            delivery.lanes().close(partitions);
            try {
                // What ends here need not be repeated by the next owner.
                delivery.lanes().awaitIdle(partitions, delivery.engine().config().drain());
                consumer.commitSync(progress(), RECOVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                LOG.debugf("offsets not committed pluginId=%s: %s", delivery.pluginId(), e);
            } finally {
                onPartitionsLost(partitions);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            delivery.owned().keySet().removeAll(partitions);
            delivery.offsets().forget(partitions);
            delivery.lanes().forget(partitions);
        }
    }
}
