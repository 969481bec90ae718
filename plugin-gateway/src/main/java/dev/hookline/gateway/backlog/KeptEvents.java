package dev.hookline.gateway.backlog;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** How an event stands that a plugin has not simply taken. */
@ApplicationScoped
public class KeptEvents {

    /** Where such an event stands. */
    public enum Standing {
        WAITING,
        /** Given up, or withheld. */
        GIVEN_UP
    }

    private static final String STATE =
            """
            SELECT state FROM delivery
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND record_offset = ?
                AND replay_id = 0
            """;

    private final AgroalDataSource dataSource;

    KeptEvents(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Empty when nothing is kept: the plugin has taken it, or has not come to it yet. */
    public Optional<Standing> find(String pluginId, TopicPartition partition, long offset)
            throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(STATE)) {
            statement.setString(1, pluginId);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setLong(4, offset);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        rows.getString(1).equals("waiting") ? Standing.WAITING : Standing.GIVEN_UP);
            }
        }
    }
}
