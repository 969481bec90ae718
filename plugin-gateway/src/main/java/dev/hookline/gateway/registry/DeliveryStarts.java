package dev.hookline.gateway.registry;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the deliveries to each plugin begin. Kept in the database instead of being left to the
 * consumer group: a group that joins a moment late would begin after events that the plugin was
 * promised, and one that comes back after a pause would deliver what happened while the plugin was
 * switched off.
 */
@ApplicationScoped
public class DeliveryStarts {

    /** The topics that carry what is pushed: after-hooks, tracked events and cron ticks. */
    private static final List<String> TOPICS =
            HookCatalogue.all().stream()
                    .filter(hook -> hook.mode() == HookMode.NOTIFY)
                    .flatMap(hook -> Topics.carrying(hook).stream())
                    .distinct()
                    .toList();

    private static final int SECONDS = 5;

    private static final String STORE =
            """
            INSERT INTO delivery_start (plugin_id, topic, partition, start_from) VALUES (?, ?, ?, ?)
            ON CONFLICT (plugin_id, topic, partition) DO UPDATE SET start_from = excluded.start_from
            """;

    private final Map<String, Object> broker;
    private final AgroalDataSource dataSource;

    DeliveryStarts(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource dataSource) {
        this.broker = broker;
        this.dataSource = dataSource;
    }

    /** The present end of every partition that carries what is pushed. */
    public Map<TopicPartition, Long> currentEnds() {
        try (var admin = Admin.create(settings())) {
            var partitions =
                    admin
                            .describeTopics(TOPICS)
                            .allTopicNames()
                            .get(SECONDS, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(p ->
                                                    new TopicPartition(
                                                            topic.name(), p.partition())))
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(), partition -> OffsetSpec.latest()));
            return admin
                    .listOffsets(partitions)
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "the event bus cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the gateway is stopping");
        }
    }

    /** Takes part in the current transaction. */
    public void store(String pluginId, Map<TopicPartition, Long> starts) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(STORE)) {
            for (var start : starts.entrySet()) {
                statement.setString(1, pluginId);
                statement.setString(2, start.getKey().topic());
                statement.setInt(3, start.getKey().partition());
                statement.setLong(4, start.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot store where deliveries to " + pluginId + " begin", e);
        }
    }

    /** The first offset of each partition that the plugin is to get. */
    public Map<TopicPartition, Long> of(String pluginId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT topic, partition, start_from FROM delivery_start WHERE"
                                        + " plugin_id = ?")) {
            statement.setString(1, pluginId);
            try (var rows = statement.executeQuery()) {
                var starts = new HashMap<TopicPartition, Long>();
                while (rows.next()) {
                    starts.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
                return starts;
            }
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        return settings;
    }
}
