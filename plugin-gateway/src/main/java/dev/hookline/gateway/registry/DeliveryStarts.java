package dev.hookline.gateway.registry;

import dev.hookline.gateway.topic.BrokerTopics;
import dev.hookline.gateway.topic.TopicOffset;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final String STORE =
            """
            INSERT INTO delivery_start (plugin_id, topic, partition, start_from, topic_id)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (plugin_id, topic, partition)
            DO UPDATE SET start_from = excluded.start_from, topic_id = excluded.topic_id
            """;

    private final BrokerTopics topics;
    private final AgroalDataSource dataSource;

    DeliveryStarts(BrokerTopics topics, AgroalDataSource dataSource) {
        this.topics = topics;
        this.dataSource = dataSource;
    }

    /**
     * The present end of every partition that carries what is pushed.
     *
     * @throws dev.hookline.kit.problem.ProblemException 503 {@code unavailable}
     */
    public Map<TopicPartition, TopicOffset> currentEnds() {
        return topics.ends(TOPICS);
    }

    /** Takes part in the current transaction. */
    public void store(String pluginId, Map<TopicPartition, TopicOffset> starts) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(STORE)) {
            for (var start : starts.entrySet()) {
                statement.setString(1, pluginId);
                statement.setString(2, start.getKey().topic());
                statement.setInt(3, start.getKey().partition());
                statement.setLong(4, start.getValue().offset());
                statement.setObject(5, start.getValue().topicId());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot store where deliveries to " + pluginId + " begin", e);
        }
    }

    /** The first offset of each partition that the plugin is to get. */
    public Map<TopicPartition, TopicOffset> of(String pluginId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT topic, partition, start_from, topic_id FROM delivery_start"
                                        + " WHERE plugin_id = ?")) {
            statement.setString(1, pluginId);
            try (var rows = statement.executeQuery()) {
                var starts = new HashMap<TopicPartition, TopicOffset>();
                while (rows.next()) {
                    starts.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)),
                            new TopicOffset(rows.getLong(3), rows.getObject(4, UUID.class)));
                }
                return starts;
            }
        }
    }
}
