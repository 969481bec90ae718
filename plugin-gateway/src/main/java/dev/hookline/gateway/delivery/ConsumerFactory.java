package dev.hookline.gateway.delivery;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes the consumers of deliveries. They come and go with plugins at run time, which the channels
 * of the messaging extension, fixed at build time, cannot.
 */
@ApplicationScoped
class ConsumerFactory {

    private static final int FETCH_BYTES = 1024 * 1024;
    private static final String GROUP_PREFIX = "hookline.plugin.";

    private final Map<String, Object> broker;

    ConsumerFactory(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
    }

    static String groupOf(String pluginId) {
        return GROUP_PREFIX + pluginId;
    }

    Consumer<String, byte[]> forPlugin(String pluginId) {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupOf(pluginId));
        // Starts are kept by ourselves; a partition that is new to us is read from its beginning.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // Only what moves is stopped when replicas come and go.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        // Read once more before the first events are worked on; one larger event still comes.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        // A replica that was killed holds its partitions for this long.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
