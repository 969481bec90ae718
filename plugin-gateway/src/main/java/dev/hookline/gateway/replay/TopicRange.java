package dev.hookline.gateway.replay;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.kit.signature.RecordSignatures;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads stretches of topics without being a member of any group. */
@ApplicationScoped
class TopicRange {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> broker;
    private final RecordSignatures signatures;

    TopicRange(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            RecordSignatures signatures) {
        this.broker = broker;
        this.signatures = signatures;
    }

    /** Events read, and what is left after them. */
    record Batch(List<AfterEvent> events, Map<String, Replay.Span> left) {}

    /** What the partitions of topics have from one moment to before another. */
    Map<String, Replay.Span> between(Collection<String> topics, Instant from, Instant to) {
        try (var consumer = consumer(1)) {
            var partitions =
                    topics.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            var first = offsetsAt(consumer, partitions, from);
            var last = offsetsAt(consumer, partitions, to);
            var spans = new TreeMap<String, Replay.Span>();
            for (var partition : partitions) {
                long end = last.getOrDefault(partition, ends.getOrDefault(partition, 0L));
                long start = first.getOrDefault(partition, end);
                if (start < end) {
                    spans.put(name(partition), new Replay.Span(start, end));
                }
            }
            return spans;
        }
    }

    private static Map<TopicPartition, Long> offsetsAt(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant moment) {
        var wanted =
                partitions.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), partition -> moment.toEpochMilli()));
        var found = new HashMap<TopicPartition, Long>();
        consumer.offsetsForTimes(wanted)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        found.put(partition, offset.offset());
                    }
                });
        return found;
    }

    /** The next events of one of the spans. */
    Batch read(Map<String, Replay.Span> spans, int limit) {
        var left = new TreeMap<>(spans);
        var name = left.firstKey();
        var span = Objects.requireNonNull(left.get(name));
        var partition = partition(name);
        try (var consumer = consumer(limit)) {
            consumer.assign(List.of(partition));
            long beginning =
                    consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            // What the topic has forgotten meanwhile cannot be replayed.
            consumer.seek(partition, Math.max(span.next(), beginning));
            var events = new ArrayList<AfterEvent>();
            for (var message : consumer.poll(PATIENCE)) {
                if (message.offset() < span.end() && signatures.isGenuine(message)) {
                    events.add(AfterEvent.of(message));
                }
            }
            long next = consumer.position(partition);
            if (next >= span.end()) {
                left.remove(name);
            } else {
                left.put(name, new Replay.Span(next, span.end()));
            }
            return new Batch(events, left);
        }
    }

    private Consumer<String, byte[]> consumer(int limit) {
        var settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, limit);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static String name(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    private static TopicPartition partition(String name) {
        int slash = name.lastIndexOf('/');
        return new TopicPartition(
                name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }
}
