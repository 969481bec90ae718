package dev.hookline.gateway.backlog;

import dev.hookline.gateway.registry.PluginRemoved;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A plugin that is removed leaves nothing that waits for it, whether its data stay or not. */
@ApplicationScoped
class PluginRemovals {

    // Whoever writes a delivery holds the owner of its partition first: so do we, in the order in
    // which
    // partitions are taken over, or the two could wait for each other.
    private static final String LOCK_OWNERS =
            "SELECT 1 FROM delivery_owner WHERE plugin_id = ? ORDER BY topic, partition FOR UPDATE";

    private static final List<String> TABLES =
            List.of(
                    "delivery_owner",
                    "parked_subject",
                    "delivery",
                    "delivery_log",
                    "delivery_replay",
                    "push_stop");

    private final AgroalDataSource dataSource;

    PluginRemovals(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void forget(@Observes PluginRemoved removed) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            execute(connection, LOCK_OWNERS, removed.pluginId());
            for (var table : TABLES) {
                execute(
                        connection,
                        "DELETE FROM " + table + " WHERE plugin_id = ?",
                        removed.pluginId());
            }
        }
    }

    private static void execute(Connection connection, String sql, String pluginId)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, pluginId);
            statement.execute();
        }
    }
}
