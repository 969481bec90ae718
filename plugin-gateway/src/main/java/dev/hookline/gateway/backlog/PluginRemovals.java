package dev.hookline.gateway.backlog;

import dev.hookline.gateway.registry.PluginRemoved;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;

/** A plugin that is removed leaves nothing that waits for it, whether its data stay or not. */
@ApplicationScoped
class PluginRemovals {

    private static final List<String> TABLES =
            List.of(
                    "parked_subject",
                    "delivery",
                    "delivery_owner",
                    "delivery_log",
                    "delivery_replay",
                    "push_stop");

    private final AgroalDataSource dataSource;

    PluginRemovals(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void forget(@Observes PluginRemoved removed) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            for (var table : TABLES) {
                try (var statement =
                        connection.prepareStatement(
                                "DELETE FROM " + table + " WHERE plugin_id = ?")) {
                    statement.setString(1, removed.pluginId());
                    statement.executeUpdate();
                }
            }
        }
    }
}
