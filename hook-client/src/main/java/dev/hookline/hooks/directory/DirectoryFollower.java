package dev.hookline.hooks.directory;

import dev.hookline.kit.thread.LiveThreads;
import dev.hookline.kit.thread.SupervisedLoop;
import dev.hookline.schemas.bus.Topics;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final LiveThreads threads;
    private volatile @Nullable Consumer<String, byte[]> current;
    private @Nullable SupervisedLoop loop;

    DirectoryFollower(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            PluginDirectory directory,
            DirectoryConfig config,
            LiveThreads threads,
            MeterRegistry metrics) {
        this.broker = broker;
        this.directory = directory;
        this.config = config;
        this.threads = threads;
        metrics.gauge(
                "hookline.directory.complete", directory, known -> known.isComplete() ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        loop = threads.start("plugin-directory", this::read);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loop == null) {
            return;
        }
        loop.stop();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        loop.awaitEnd(Duration.ofSeconds(2));
    }

    private void read(SupervisedLoop loop) throws InterruptedException {
        try (var consumer =
                new KafkaConsumer<>(
                        settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            current = consumer;
            follow(consumer, loop);
        } catch (WakeupException e) {
            LOG.debug("plugin directory follower stops");
        } catch (KafkaException | IllegalStateException e) {
            LOG.warnf("cannot read the plugin directory, trying again: %s", e.getMessage());
            loop.pause(config.retry());
        }
    }

    /**
     * Reads everything into a snapshot of its own, so that what is gone from the topic is gone here
     * too.
     */
    private void follow(Consumer<String, byte[]> consumer, SupervisedLoop loop) {
        var partitions = partitionsOf(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var snapshot = DirectorySnapshot.EMPTY;
        boolean complete = false;
        while (!loop.isStopping()) {
            loop.beat();
            complete = complete || reached(consumer, ends);
            if (complete) {
                directory.replaceWith(snapshot);
            }
            for (var entry : consumer.poll(POLL)) {
                snapshot = directory.changed(snapshot, entry);
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
}
