package dev.hookline.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.plugin.PluginTransition;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The transitions of plugins, of those that are gone too, bounded in number and age. */
@ApplicationScoped
class TransitionHistory {

    /**
     * One remembered transition.
     *
     * @param id grows with each
     */
    record Entry(long id, PluginTransition transition) {}

    private static final Logger LOG = Logger.getLogger(TransitionHistory.class);

    private static final String ADD =
            "INSERT INTO plugin_transition (plugin_id, ended_at, record) VALUES (?, ?, ?::jsonb)";

    private static final String FORGET =
            """
            DELETE FROM plugin_transition
            WHERE ended_at < ?
               OR id IN (SELECT id FROM plugin_transition
                         WHERE plugin_id = ? ORDER BY id DESC OFFSET ?)
            """;

    private static final String PAGE =
            """
            SELECT id, record FROM plugin_transition
            WHERE plugin_id = ? AND id < ? ORDER BY id DESC LIMIT ?
            """;

    private final AgroalDataSource dataSource;
    private final LifecycleConfig config;
    private final ObjectMapper json;

    TransitionHistory(AgroalDataSource dataSource, LifecycleConfig config, ObjectMapper json) {
        this.dataSource = dataSource;
        this.config = config;
        this.json = json;
    }

    /** Takes part in the current transaction. */
    void add(PluginTransition transition) {
        try (var connection = dataSource.getConnection()) {
            try (var statement = connection.prepareStatement(ADD)) {
                statement.setString(1, transition.pluginId());
                statement.setTimestamp(2, Timestamp.from(transition.endedAt()));
                statement.setString(3, json.writeValueAsString(transition));
                statement.executeUpdate();
            }
            forgetOld(connection, transition);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(
                    "cannot remember a transition of " + transition.pluginId(), e);
        }
    }

    private void forgetOld(Connection connection, PluginTransition newest) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET)) {
            statement.setTimestamp(1, Timestamp.from(newest.endedAt().minus(config.historyAge())));
            statement.setString(2, newest.pluginId());
            statement.setInt(3, config.historyPerPlugin());
            statement.executeUpdate();
        }
    }

    /** Newest first, those older than the given id. */
    List<Entry> before(String pluginId, long id, int limit) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, pluginId);
            statement.setLong(2, id);
            statement.setInt(3, limit);
            var entries = new ArrayList<Entry>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    read(rows).ifPresent(entries::add);
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the transitions of " + pluginId, e);
        }
    }

    /** Empty for a transition of a kind that only a newer gateway knows. */
    private Optional<Entry> read(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        try {
            return Optional.of(
                    new Entry(
                            id, LenientJson.read(json, row.getString(2), PluginTransition.class)));
        } catch (JsonProcessingException e) {
            LOG.warnf("transition left out id=%d: %s", id, e.getMessage());
            return Optional.empty();
        }
    }
}
