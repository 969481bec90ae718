package dev.hookline.localstack.broker;

import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Brings the topics of a broker up to {@link Topics}: adds and widens, never removes. */
final class TopicCatalogue {

    private final String bootstrapServers;

    TopicCatalogue(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void apply() {
        Map<String, Object> configuration =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var admin = Admin.create(configuration)) {
            var present = await(admin.listTopics().names());
            Predicate<Topic> isPresent = topic -> present.contains(topic.name());
            create(admin, Topics.all().stream().filter(isPresent.negate()).toList());
            update(admin, Topics.all().stream().filter(isPresent).toList());
        }
    }

    private static void create(Admin admin, List<Topic> missing) {
        var topics =
                missing.stream()
                        .map(topic ->
                                new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                        .configs(topic.configuration()))
                        .toList();
        await(admin.createTopics(topics).all());
    }

    private static void update(Admin admin, List<Topic> present) {
        if (present.isEmpty()) {
            return;
        }
        await(admin.incrementalAlterConfigs(configurations(present)).all());
        await(admin.createPartitions(widened(admin, present)).all());
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> configurations(
            List<Topic> topics) {
        return topics.stream()
                .collect(
                        Collectors.toMap(
                                t -> new ConfigResource(ConfigResource.Type.TOPIC, t.name()),
                                TopicCatalogue::settings));
    }

    private static Collection<AlterConfigOp> settings(Topic topic) {
        return topic.configuration().entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .collect(Collectors.toSet());
    }

    private static Map<String, NewPartitions> widened(Admin admin, List<Topic> topics) {
        var names = topics.stream().map(Topic::name).toList();
        var found = await(admin.describeTopics(names).allTopicNames());
        return topics.stream()
                .filter(topic -> partitionsOf(found.get(topic.name())) < topic.partitions())
                .collect(
                        Collectors.toMap(
                                Topic::name,
                                topic -> NewPartitions.increaseTo(topic.partitions())));
    }

    private static int partitionsOf(@Nullable TopicDescription found) {
        return found == null ? 0 : found.partitions().size();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing topics", interruption);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("could not prepare the topics", failure);
        }
    }
}
