package dev.hookline.hooks.directory;

import dev.hookline.schemas.bus.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the compacted topic {@code hookline.plugins} from its beginning and follows it, without a
 * consumer group.
 */
@ApplicationScoped
class DirectoryFollower {

    private static final Logger LOG = Logger.getLogger(DirectoryFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration METADATA = Duration.ofSeconds(5);

    private final Map<String, Object> broker;
    private final PluginDirectory directory;
    private final DirectoryConfig config;
    private volatile boolean running;
    private volatile @Nullable Consumer<String, byte[]> current;
    private @Nullable Thread thread;

    DirectoryFollower(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            PluginDirectory directory,
            DirectoryConfig config) {
        this.broker = broker;
        this.directory = directory;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        thread = Thread.ofPlatform().daemon().name("plugin-directory").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null) {
            thread.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        while (running) {
            try (var consumer =
                    new KafkaConsumer<>(
                            settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("plugin directory follower stops");
            } catch (KafkaException | IllegalStateException e) {
                LOG.warnf("cannot read the plugin directory, trying again: %s", e.getMessage());
                pause();
            }
        }
    }

    /**
     * Reads everything into a snapshot of its own, so that what is gone from the topic is gone here
     * too.
     */
    private void follow(Consumer<String, byte[]> consumer) {
        var partitions = partitionsOf(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var snapshot = DirectorySnapshot.EMPTY;
        boolean complete = false;
        while (running) {
            complete = complete || reached(consumer, ends);
            if (complete) {
                directory.replaceWith(snapshot);
            }
            for (var entry : consumer.poll(POLL)) {
                snapshot = directory.changed(snapshot, entry.key(), entry.value());
            }
        }
    }

    private static List<TopicPartition> partitionsOf(Consumer<String, byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.PLUGINS, METADATA);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("topic " + Topics.PLUGINS + " does not exist yet");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static boolean reached(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) METADATA.toMillis());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    private void pause() {
        try {
            Thread.sleep(config.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
