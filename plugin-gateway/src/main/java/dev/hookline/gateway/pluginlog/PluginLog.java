package dev.hookline.gateway.pluginlog;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.gateway.registry.PluginRemoved;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Table {@code plugin_log}: the last lines of each plugin. */
@ApplicationScoped
class PluginLog {

    /** A line that was kept. */
    record Kept(long id, Instant at, LogLine line) {}

    private static final String ADD =
            """
            INSERT INTO plugin_log (plugin_id, level, message, data, logged_at)
            VALUES (?, ?, ?, ?::json, ?)
            """;

    private static final String NEWEST =
            """
            SELECT id, logged_at, level, message, data::text FROM plugin_log
            WHERE plugin_id = ? AND level >= ? AND id < ?
            ORDER BY id DESC
            LIMIT ?
            """;

    private static final String DELETE_OLD = "DELETE FROM plugin_log WHERE logged_at < ?";

    private static final String DELETE_SURPLUS =
            """
            DELETE FROM plugin_log
            USING (
                SELECT plugin_id, (
                    SELECT id FROM plugin_log AS newest
                    WHERE newest.plugin_id = plugins.plugin_id
                    ORDER BY id DESC OFFSET ? LIMIT 1
                ) AS last
                FROM (SELECT DISTINCT plugin_id FROM plugin_log) AS plugins
            ) AS surplus
            WHERE plugin_log.plugin_id = surplus.plugin_id AND plugin_log.id <= surplus.last
            """;

    private static final String DELETE_ALL = "DELETE FROM plugin_log WHERE plugin_id = ?";

    private final Database database;
    private final QuotasConfig.Log quotas;
    private final Clock clock;

    PluginLog(Database database, QuotasConfig quotas, Clock clock) {
        this.database = database;
        this.quotas = quotas.log();
        this.clock = clock;
    }

    void add(String pluginId, LogLine line) {
        database.call(connection -> {
            try (var insert = connection.prepareStatement(ADD)) {
                insert.setString(1, pluginId);
                insert.setInt(2, line.level().ordinal());
                insert.setString(3, line.message());
                insert.setString(4, line.data());
                insert.setTimestamp(5, Timestamp.from(clock.instant()));
                return insert.executeUpdate();
            }
        });
    }

    /** Up to so many lines that matter at least so much, the newest before a line first. */
    List<Kept> newest(String pluginId, Level least, long before, int limit) {
        return database.call(connection -> {
            try (var query = connection.prepareStatement(NEWEST)) {
                query.setString(1, pluginId);
                query.setInt(2, least.ordinal());
                query.setLong(3, before);
                query.setInt(4, limit);
                try (var rows = query.executeQuery()) {
                    return lines(rows);
                }
            }
        });
    }

    private static List<Kept> lines(ResultSet rows) throws SQLException {
        var lines = new ArrayList<Kept>();
        while (rows.next()) {
            lines.add(
                    new Kept(
                            rows.getLong(1),
                            rows.getTimestamp(2).toInstant(),
                            new LogLine(
                                    Level.values()[rows.getInt(3)],
                                    rows.getString(4),
                                    rows.getString(5))));
        }
        return lines;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        sweep(clock.instant().minus(quotas.keptFor()), quotas.keptLines());
    }

    /** Deletes what is older, and of each plugin all but its newest lines. */
    void sweep(Instant oldest, int kept) {
        database.call(connection -> {
            try (var old = connection.prepareStatement(DELETE_OLD);
                    var surplus = connection.prepareStatement(DELETE_SURPLUS)) {
                old.setTimestamp(1, Timestamp.from(oldest));
                surplus.setInt(1, kept);
                return old.executeUpdate() + surplus.executeUpdate();
            }
        });
    }

    void removed(@Observes PluginRemoved event) {
        if (event.deleteData()) {
            database.call(connection -> {
                try (var delete = connection.prepareStatement(DELETE_ALL)) {
                    delete.setString(1, event.pluginId());
                    return delete.executeUpdate();
                }
            });
        }
    }
}
