package dev.hookline.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Clients of the real library; no broker is needed for their threads to live. */
class KafkaThreadsTest {

    /** Nothing listens there. */
    private static final Map<String, Object> NOWHERE =
            Map.of("bootstrap.servers", "127.0.0.1:9", "client.id", "watched");

    private final LiveThreads threads = new LiveThreads(Duration.ofMinutes(1));

    @Test
    void findsAProducerWhoseNetworkThreadHasDied() {
        threads.watch(new KafkaSender("watched"));
        assertThat(threads.faults()).isEmpty();
        try (var producer =
                new KafkaProducer<>(NOWHERE, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
            assertThat(threads.faults()).isEmpty();
        }

        await().untilAsserted(
                        () -> assertThat(threads.faults()).containsOnlyKeys("producer watched"));
    }

    @Test
    void findsAConsumerThatIsNoLongerPolled() {
        var polls = new KafkaPolls("watched", Duration.ofSeconds(1));
        threads.watch(polls);
        try (var consumer =
                new KafkaConsumer<>(NOWHERE, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(new TopicPartition("any", 0)));
            polls.follow(consumer);
            await().until(() -> {
                consumer.poll(Duration.ofMillis(10));
                return threads.faults().isEmpty();
            });

            await().until(() -> !threads.faults().isEmpty());

            assertThat(threads.faults()).containsOnlyKeys("consumer watched");
        }
    }
}
