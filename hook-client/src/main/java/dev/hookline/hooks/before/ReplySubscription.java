package dev.hookline.hooks.before;

import dev.hookline.kit.thread.KafkaPolls;
import dev.hookline.kit.thread.Watched;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Knows whether replies can reach this replica yet: a question sent earlier would wait in vain. */
@ApplicationScoped
@Identifier("before-replies")
public class ReplySubscription implements KafkaConsumerRebalanceListener {

    private final KafkaPolls polls = new KafkaPolls("before-replies", Duration.ofMinutes(1));
    private volatile boolean joined;

    public boolean hasJoined() {
        return joined;
    }

    /** What liveness watches of the consumer. */
    public Watched polls() {
        return polls;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // "latest" is resolved lazily: asking for the position fixes it before the first question
        // is sent.
        partitions.forEach(consumer::position);
        polls.follow(consumer);
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
