package dev.hookline.gateway.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The table {@code parked_subject}: which subjects have events waiting, and when they are due. */
@ApplicationScoped
class ParkedSubjects {

    private static final String PARK =
            """
            INSERT INTO parked_subject (plugin_id, topic, partition, subject, due_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (plugin_id, topic, partition, subject)
            DO UPDATE SET due_at = least(parked_subject.due_at, excluded.due_at)
            """;

    private static final String KEEP =
            """
            INSERT INTO parked_subject (plugin_id, topic, partition, subject, due_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (plugin_id, topic, partition, subject) DO NOTHING
            """;

    private static final String DUE_AT =
            """
            SELECT due_at FROM parked_subject
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND subject = ?
            """;

    private static final String LOCK =
            """
            SELECT 1 FROM parked_subject
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND subject = ?
            FOR UPDATE
            """;

    private static final String IS_ANYTHING_WAITING =
            """
            SELECT EXISTS (
                SELECT FROM delivery
                WHERE plugin_id = ? AND topic = ? AND partition = ? AND subject = ?
                    AND state = 'waiting')
            """;

    private static final String UNPARK =
            "DELETE FROM parked_subject WHERE plugin_id = ? AND topic = ? AND partition = ? AND"
                    + " subject = ?";

    private static final String POSTPONE =
            "UPDATE parked_subject SET due_at = ? WHERE plugin_id = ? AND topic = ? AND partition"
                    + " = ? AND subject = ?";

    private static final String OF_PARTITIONS =
            """
            SELECT topic, partition, subject, due_at
            FROM parked_subject
            WHERE plugin_id = ?
                AND (topic, partition) IN (SELECT * FROM unnest(?::text[], ?::integer[]))
            """;

    private static final String DUE = OF_PARTITIONS + " AND due_at <= ? ORDER BY due_at LIMIT ?";

    private static final String HASTEN =
            """
            UPDATE parked_subject
            SET due_at = ?::timestamptz + random() * make_interval(secs => ?)
            WHERE plugin_id = ? AND due_at > ?
                AND (topic, partition) IN (SELECT * FROM unnest(?::text[], ?::integer[]))
            """;

    /** Parks a subject, or makes a parked one due earlier. */
    void park(Connection connection, String pluginId, Lane lane, Instant dueAt)
            throws SQLException {
        insert(connection, PARK, pluginId, lane, dueAt);
    }

    /** Leaves a parked subject as it is. */
    void keepParked(Connection connection, String pluginId, Lane lane, Instant dueAt)
            throws SQLException {
        insert(connection, KEEP, pluginId, lane, dueAt);
    }

    /** Whether it may be worked on: also true of a subject that is not parked. */
    boolean isDue(Connection connection, String pluginId, Lane lane, Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(DUE_AT)) {
            BacklogTable.bind(statement, pluginId, lane);
            try (var rows = statement.executeQuery()) {
                return !rows.next() || !Utc.read(rows, "due_at").isAfter(now);
            }
        }
    }

    private static void insert(
            Connection connection, String sql, String pluginId, Lane lane, Instant dueAt)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            BacklogTable.bind(statement, pluginId, lane);
            statement.setObject(5, Utc.of(dueAt));
            statement.executeUpdate();
        }
    }

    /**
     * Whether anything is left after the lane has been unparked if nothing was. The row is locked
     * before looking, so that whoever adds an event meanwhile parks the lane again.
     */
    boolean unparkIfEmpty(Connection connection, String pluginId, Lane lane) throws SQLException {
        execute(connection, LOCK, pluginId, lane);
        try (var statement = connection.prepareStatement(IS_ANYTHING_WAITING)) {
            BacklogTable.bind(statement, pluginId, lane);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) {
                    return true;
                }
            }
        }
        execute(connection, UNPARK, pluginId, lane);
        return false;
    }

    void postpone(Connection connection, String pluginId, Lane lane, Instant dueAt)
            throws SQLException {
        try (var statement = connection.prepareStatement(POSTPONE)) {
            statement.setObject(1, Utc.of(dueAt));
            statement.setString(2, pluginId);
            statement.setString(3, lane.partition().topic());
            statement.setInt(4, lane.partition().partition());
            statement.setString(5, lane.subject());
            statement.executeUpdate();
        }
    }

    List<Lane> of(Connection connection, String pluginId, Collection<TopicPartition> partitions)
            throws SQLException {
        try (var statement = connection.prepareStatement(OF_PARTITIONS)) {
            statement.setString(1, pluginId);
            statement.setArray(2, Partitions.topics(connection, partitions));
            statement.setArray(3, Partitions.numbers(connection, partitions));
            return read(statement);
        }
    }

    List<Lane> due(
            Connection connection,
            String pluginId,
            Collection<TopicPartition> partitions,
            Instant now,
            int limit)
            throws SQLException {
        try (var statement = connection.prepareStatement(DUE)) {
            statement.setString(1, pluginId);
            statement.setArray(2, Partitions.topics(connection, partitions));
            statement.setArray(3, Partitions.numbers(connection, partitions));
            statement.setObject(4, Utc.of(now));
            statement.setInt(5, limit);
            return read(statement);
        }
    }

    int hasten(
            Connection connection,
            String pluginId,
            Collection<TopicPartition> partitions,
            Instant now,
            double spreadSeconds)
            throws SQLException {
        try (var statement = connection.prepareStatement(HASTEN)) {
            statement.setObject(1, Utc.of(now));
            statement.setDouble(2, spreadSeconds);
            statement.setString(3, pluginId);
            statement.setObject(4, Utc.of(now));
            statement.setArray(5, Partitions.topics(connection, partitions));
            statement.setArray(6, Partitions.numbers(connection, partitions));
            return statement.executeUpdate();
        }
    }

    private static List<Lane> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var lanes = new ArrayList<Lane>();
            while (rows.next()) {
                lanes.add(
                        new Lane(
                                new TopicPartition(rows.getString(1), rows.getInt(2)),
                                rows.getString(3)));
            }
            return lanes;
        }
    }

    private static void execute(Connection connection, String sql, String pluginId, Lane lane)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            BacklogTable.bind(statement, pluginId, lane);
            statement.execute();
        }
    }
}
