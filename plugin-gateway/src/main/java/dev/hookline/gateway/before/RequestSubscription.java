package dev.hookline.gateway.before;

import dev.hookline.kit.thread.KafkaPolls;
import dev.hookline.kit.thread.Watched;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    private final KafkaPolls polls = new KafkaPolls("before-requests", Duration.ofMinutes(1));
    private volatile boolean joined;

    /** What liveness watches of the consumer. */
    Watched polls() {
        return polls;
    }

    boolean hasJoined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(consumer::position);
        polls.follow(consumer);
        joined = true;
    }
}
