package dev.hookline.gateway.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The table {@code delivery_owner}: the epoch of each partition's present owner. */
@ApplicationScoped
class Owners {

    private static final String TAKE_OVER =
            """
            INSERT INTO delivery_owner (plugin_id, topic, partition, epoch) VALUES (?, ?, ?, 1)
            ON CONFLICT (plugin_id, topic, partition)
            DO UPDATE SET epoch = delivery_owner.epoch + 1
            RETURNING epoch
            """;

    // The share lock makes a new owner wait for what the present one is just writing.
    private static final String CHECK =
            """
            SELECT 1 FROM delivery_owner
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND epoch = ?
            FOR SHARE
            """;

    private static final String HOLD =
            "SELECT 1 FROM delivery_owner WHERE plugin_id = ? ORDER BY topic, partition FOR SHARE";

    Map<TopicPartition, Ownership> takeOver(
            Connection connection, String pluginId, Collection<TopicPartition> partitions)
            throws SQLException {
        // One order for all, so that two who take over at once do not lock each other out.
        var inOrder =
                partitions.stream()
                        .sorted(
                                Comparator.comparing(TopicPartition::topic)
                                        .thenComparing(TopicPartition::partition))
                        .toList();
        var owned = new HashMap<TopicPartition, Ownership>();
        try (var statement = connection.prepareStatement(TAKE_OVER)) {
            for (var partition : inOrder) {
                statement.setString(1, pluginId);
                statement.setString(2, partition.topic());
                statement.setInt(3, partition.partition());
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    owned.put(partition, new Ownership(pluginId, partition, rows.getLong(1)));
                }
            }
        }
        return owned;
    }

    /** Keeps a removal of the plugin waiting until the transaction ends. */
    void hold(Connection connection, String pluginId) throws SQLException {
        try (var statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, pluginId);
            statement.execute();
        }
    }

    boolean isStill(Connection connection, Ownership ownership) throws SQLException {
        try (var statement = connection.prepareStatement(CHECK)) {
            statement.setString(1, ownership.pluginId());
            statement.setString(2, ownership.partition().topic());
            statement.setInt(3, ownership.partition().partition());
            statement.setLong(4, ownership.epoch());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
