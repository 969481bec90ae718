package dev.hookline.gateway.before;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Fixes the position of a new consumer group before the gateway calls itself ready: earlier
 * requests would be lost.
 */
@ApplicationScoped
@Identifier("before-requests")
public class RequestSubscription implements KafkaConsumerRebalanceListener {

    private volatile boolean joined;

    boolean hasJoined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(consumer::position);
        joined = true;
    }
}
