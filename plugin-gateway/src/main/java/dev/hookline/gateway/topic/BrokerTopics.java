package dev.hookline.gateway.topic;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker about topics. A topic that was deleted and made again has another id: offsets of
 * the former one mean nothing in it.
 */
@ApplicationScoped
public class BrokerTopics {

    private static final Logger LOG = Logger.getLogger(BrokerTopics.class);
    private static final int SECONDS = 5;

    private final Map<String, Object> broker;
    private final Map<String, UUID> lastSeen = new ConcurrentHashMap<>();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Admin admin;

    BrokerTopics(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
    }

    /**
     * The present ids of topics.
     *
     * @throws ProblemException 503 {@code unavailable} when the broker cannot be reached, or one of
     *     the topics does not exist
     */
    public Map<String, UUID> ids(Collection<String> topics) {
        return asked(() -> {
            var ids = new HashMap<String, UUID>();
            describe(topics).forEach((name, topic) -> ids.put(name, uuid(topic.topicId())));
            lastSeen.putAll(ids);
            return ids;
        });
    }

    /** The id of a topic as it was seen last, at most some seconds ago; empty before that. */
    public Optional<UUID> lastSeenId(String topic) {
        return Optional.ofNullable(lastSeen.get(topic));
    }

    /**
     * The present end of every partition of topics.
     *
     * @throws ProblemException as {@link #ids} does
     */
    public Map<TopicPartition, TopicOffset> ends(Collection<String> topics) {
        return asked(() -> {
            var described = describe(topics);
            var partitions =
                    described.values().stream()
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(p ->
                                                    new TopicPartition(
                                                            topic.name(), p.partition())))
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(), partition -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, TopicOffset>();
            admin().listOffsets(partitions)
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> {
                        var topic = described.get(partition.topic());
                        if (topic != null) {
                            ends.put(
                                    partition,
                                    new TopicOffset(end.offset(), uuid(topic.topicId())));
                        }
                    });
            return ends;
        });
    }

    /**
     * What a consumer group has committed.
     *
     * @throws ProblemException 503 {@code unavailable} when the broker cannot be reached
     */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return asked(() ->
                admin().listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(SECONDS, TimeUnit.SECONDS));
    }

    /** Looks whether topics that somebody has asked for are still the same. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        var topics = List.copyOf(lastSeen.keySet());
        if (topics.isEmpty()) {
            return;
        }
        try {
            ids(topics);
        } catch (ProblemException e) {
            LOG.debugf("topics not looked up: %s", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        var opened = admin;
        if (opened != null) {
            opened.close(Duration.ofSeconds(1));
        }
    }

    private Map<String, TopicDescription> describe(Collection<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin().describeTopics(topics).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
    }

    private interface Question<T> {
        T ask() throws ExecutionException, TimeoutException, InterruptedException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // A client cannot even be made while the broker's name is not resolved.
            LOG.debugf(e, "the broker did not answer");
            throw new ProblemException(ProblemType.UNAVAILABLE, "the event bus cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the gateway is stopping");
        }
    }

    private Admin admin() {
        var opened = admin;
        if (opened != null) {
            return opened;
        }
        opening.lock();
        try {
            opened = admin;
            if (opened == null) {
                opened = Admin.create(settings());
                admin = opened;
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        return settings;
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
