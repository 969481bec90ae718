package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Rosters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pushes events to one plugin with a consumer group of its own, so that a slow or dead plugin
 * delays nobody else.
 *
 * <pre>
 *   poll ──► lane of the subject ──► attempt ──► delivered ──► offset finished ──► committed with the next poll
 *     ▲                                 ▲   └──► deferred ──► pause ──┐
 *     │                                 └──────────────────────────────┘
 *     └── paused while the window is full
 * </pre>
 *
 * An event stays in memory until the plugin takes it; what is not finished is read again after a
 * restart.
 */
final class PluginDelivery implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PluginDelivery.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(1);

    private final String pluginId;
    private final DeliveryEngine engine;
    private final OffsetLedger offsets = new OffsetLedger();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final SubjectLanes<AfterEvent> lanes = new SubjectLanes<>(workers, this::deliver);
    private final Semaphore concurrency;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, byte[]> current;

    /** What all deliveries share. */
    record DeliveryEngine(
            ConsumerFactory consumers,
            DeliveryStarts starts,
            Rosters rosters,
            DeliveryAttempt attempts,
            DeliveryMetrics metrics,
            RetrySchedule retries,
            RandomGenerator random,
            int window) {}

    PluginDelivery(RegisteredPlugin plugin, DeliveryEngine engine) {
        this.pluginId = plugin.id();
        this.engine = engine;
        this.concurrency = new Semaphore(plugin.manifest().concurrency());
        this.thread = Thread.ofPlatform().daemon().name("delivery-" + pluginId).start(this::run);
    }

    /**
     * Stops pushing; attempts under way are broken off and their events read again by whoever comes
     * next.
     */
    @Override
    public void close() {
        stopped.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        workers.shutdownNow();
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurs(AfterEvent event) {
        return isRunning() && offsets.isOpen(event.partition(), event.message().offset());
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = engine.consumers().forPlugin(pluginId)) {
                current = consumer;
                consumer.subscribe(
                        DeliveryStarts.TOPICS,
                        new Assignment(consumer, engine.starts().of(pluginId)));
                consume(consumer);
            } catch (WakeupException | RejectedExecutionException e) {
                LOG.debugf("delivery stops pluginId=%s", pluginId);
            } catch (SQLException | RuntimeException e) {
                // Whatever went wrong, the deliveries of this plugin must go on.
                LOG.warnf(e, "delivery interrupted, trying again pluginId=%s", pluginId);
                pause(RECOVERY);
            }
        }
    }

    private void consume(Consumer<String, byte[]> consumer) {
        while (isRunning()) {
            if (offsets.unfinished() >= engine.window()) {
                consumer.pause(consumer.assignment());
            } else {
                consumer.resume(consumer.paused());
            }
            for (var message : consumer.poll(POLL)) {
                var event = new AfterEvent(message);
                offsets.begin(event.partition(), message.offset());
                lanes.add(event.subject(), event);
            }
            var progress = offsets.progress();
            if (!progress.isEmpty()) {
                consumer.commitSync(progress);
            }
        }
    }

    private void deliver(AfterEvent event) {
        for (int attempt = 1; isOurs(event); attempt++) {
            var result = attempt(event, attempt);
            if (result == null) {
                return;
            }
            if (!(result instanceof DeliveryAttempt.Deferred deferred)) {
                offsets.finish(event.partition(), event.message().offset());
                return;
            }
            var pause = engine.retries().after(attempt, engine.random());
            LOG.warnf(
                    "delivery deferred pluginId=%s hook=%s eventId=%s subject=%s attempt=%d"
                            + " retryInMillis=%d status=%s",
                    pluginId,
                    event.hook(),
                    event.id(),
                    event.subject(),
                    attempt,
                    pause.toMillis(),
                    deferred.reason());
            pause(pause);
        }
    }

    /** One attempt, null when there is nobody to deliver to any more. */
    private DeliveryAttempt.@Nullable Result attempt(AfterEvent event, int attempt) {
        var plugin = engine.rosters().current().find(pluginId).filter(RegisteredPlugin::isActive);
        if (plugin.isEmpty()) {
            return null;
        }
        try {
            concurrency.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return engine.metrics().timed(plugin.get(), event, attempt, engine.attempts());
        } finally {
            concurrency.release();
        }
    }

    private void pause(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Begins each partition where the plugin's deliveries begin, unless the group is further on.
     */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;
        private final Map<TopicPartition, Long> starts;

        Assignment(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> starts) {
            this.consumer = consumer;
            this.starts = starts;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (var partition : partitions) {
                long start = starts.getOrDefault(partition, 0L);
                if (consumer.position(partition) < start) {
                    consumer.seek(partition, start);
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            consumer.commitSync(offsets.progress());
            partitions.forEach(offsets::forget);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(offsets::forget);
        }
    }
}
