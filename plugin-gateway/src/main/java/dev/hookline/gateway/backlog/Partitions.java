package dev.hookline.gateway.backlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** Partitions as a pair of arrays, for {@code unnest}. */
final class Partitions {

    private Partitions() {}

    static Array topics(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        return connection.createArrayOf(
                "text", partitions.stream().map(TopicPartition::topic).toArray());
    }

    static Array numbers(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        return connection.createArrayOf(
                "integer", partitions.stream().map(TopicPartition::partition).toArray());
    }
}
