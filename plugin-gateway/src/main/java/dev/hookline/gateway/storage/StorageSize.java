package dev.hookline.gateway.storage;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the bytes that a plugin's documents take in the database. They are measured now and then
 * rather than counted: counting would make every overwriting wait for the plugin's counter.
 */
@ApplicationScoped
class StorageSize {

    private static final String TABLES =
            "SELECT table_name FROM storage_collection WHERE plugin_id = ?";

    /** Of what is allocated, deleted documents included; takes no time. */
    private static final String ALLOCATED = "SELECT pg_table_size(?::regclass)";

    /** Of what is there, as stored; reads the table but no large values. */
    private static final String USED =
            "SELECT coalesce(sum(pg_column_size(data) + length(id)), 0) FROM %s";

    private static final Duration WITHIN_LIMIT = Duration.ofSeconds(1);
    private static final Duration COUNTED = Duration.ofSeconds(10);

    private record Measured(long bytes, Instant until) {}

    private final Database database;
    private final long limit;
    private final Clock clock;
    private final Map<String, Measured> measured = new ConcurrentHashMap<>();

    StorageSize(Database database, QuotasConfig quotas, Clock clock) {
        this.database = database;
        this.limit = quotas.storage().maxSize().asLongValue();
        this.clock = clock;
    }

    /**
     * Refuses to store more for a plugin that has reached its limit.
     *
     * @throws ProblemException 429 {@code quota-exceeded}
     */
    void requireRoom(String pluginId) {
        long bytes = bytesOf(pluginId);
        if (bytes >= limit) {
            throw Problem.of(
                            ProblemType.QUOTA_EXCEEDED,
                            "a plugin may keep at most %d bytes of documents; plugin %s has %d"
                                    .formatted(limit, pluginId, bytes))
                    .with("limit", limit)
                    .with("used", bytes)
                    .asException();
        }
    }

    /** Measures anew, since documents have been deleted. */
    void forget(String pluginId) {
        measured.remove(pluginId);
    }

    private long bytesOf(String pluginId) {
        var now = clock.instant();
        var known = measured.get(pluginId);
        if (known != null && now.isBefore(known.until())) {
            return known.bytes();
        }
        var fresh = database.call(connection -> measure(connection, pluginId, now));
        measured.put(pluginId, fresh);
        return fresh.bytes();
    }

    private Measured measure(Connection connection, String pluginId, Instant now)
            throws SQLException {
        var tables = tables(connection, pluginId);
        long allocated = 0;
        for (var table : tables) {
            allocated += number(connection, ALLOCATED, table);
        }
        if (allocated < limit) {
            return new Measured(allocated, now.plus(WITHIN_LIMIT));
        }
        long used = 0;
        for (var table : tables) {
            used += number(connection, USED.formatted(table));
        }
        return new Measured(used, now.plus(used < limit ? WITHIN_LIMIT : COUNTED));
    }

    private static List<String> tables(Connection connection, String pluginId) throws SQLException {
        try (var query = Database.prepare(connection, TABLES)) {
            query.setString(1, pluginId);
            try (var rows = query.executeQuery()) {
                var tables = new ArrayList<String>();
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
                return tables;
            }
        }
    }

    private static long number(Connection connection, String sql, String... parameters)
            throws SQLException {
        try (var query = Database.prepare(connection, sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
