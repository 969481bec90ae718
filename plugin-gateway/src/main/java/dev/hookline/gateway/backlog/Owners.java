package dev.hookline.gateway.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery_owner}: the epoch of each partition's present owner. */
@ApplicationScoped
class Owners {

    private static final Logger LOG = Logger.getLogger(Owners.class);

    private static final String TAKE_OVER =
            """
            INSERT INTO delivery_owner (plugin_id, topic, partition, epoch, topic_id)
            VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (plugin_id, topic, partition)
            DO UPDATE SET epoch = delivery_owner.epoch + 1, topic_id = excluded.topic_id
            RETURNING epoch
            """;

    private static final String TOPIC_ID =
            """
            SELECT topic_id FROM delivery_owner
            WHERE plugin_id = ? AND topic = ? AND partition = ?
            FOR UPDATE
            """;

    /**
     * Events of a former topic go before those of the present one, in their own order, and where no
     * event of the present one has the same key.
     */
    private static final String SET_APART =
            """
            UPDATE delivery
            SET record_offset = record_offset - 4611686018427387904, replay_id = -position
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND replay_id >= 0
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

    /**
     * Raises the epochs of partitions.
     *
     * @param topicIds of their topics
     */
    Map<TopicPartition, Ownership> takeOver(
            Connection connection,
            String pluginId,
            Collection<TopicPartition> partitions,
            Map<String, UUID> topicIds)
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
                var topicId = topicIds.get(partition.topic());
                setApartWhatIsOfAnotherTopic(connection, pluginId, partition, topicId);
                bind(statement, pluginId, partition);
                statement.setObject(4, topicId);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    owned.put(partition, new Ownership(pluginId, partition, rows.getLong(1)));
                }
            }
        }
        return owned;
    }

    private static void setApartWhatIsOfAnotherTopic(
            Connection connection,
            String pluginId,
            TopicPartition partition,
            @Nullable UUID topicId)
            throws SQLException {
        try (var present = connection.prepareStatement(TOPIC_ID)) {
            bind(present, pluginId, partition);
            try (var rows = present.executeQuery()) {
                var former = rows.next() ? rows.getObject(1, UUID.class) : null;
                if (former == null || former.equals(topicId)) {
                    return;
                }
            }
        }
        try (var statement = connection.prepareStatement(SET_APART)) {
            bind(statement, pluginId, partition);
            LOG.warnf(
                    "topic was created again pluginId=%s topic=%s partition=%d kept=%d",
                    pluginId, partition.topic(), partition.partition(), statement.executeUpdate());
        }
    }

    private static void bind(PreparedStatement statement, String pluginId, TopicPartition partition)
            throws SQLException {
        statement.setString(1, pluginId);
        statement.setString(2, partition.topic());
        statement.setInt(3, partition.partition());
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
