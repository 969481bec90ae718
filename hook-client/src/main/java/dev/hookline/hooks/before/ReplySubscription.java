package dev.hookline.hooks.before;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Knows whether replies can reach this replica yet: a question sent earlier would wait in vain. */
@ApplicationScoped
@Identifier("before-replies")
public class ReplySubscription implements KafkaConsumerRebalanceListener {

    private volatile boolean joined;

    public boolean hasJoined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // "latest" is resolved lazily: asking for the position fixes it before the first question
        // is sent.
        partitions.forEach(consumer::position);
        joined = true;
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined = false;
    }

    @Override
    public void onPartitionsRevoked(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined = false;
    }
}
