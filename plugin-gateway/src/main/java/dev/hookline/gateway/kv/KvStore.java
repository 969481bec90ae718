package dev.hookline.gateway.kv;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.pluginapi.DatabasePlaces;
import dev.hookline.gateway.pluginapi.Prefix;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.gateway.pluginapi.Usage;
import dev.hookline.gateway.registry.PluginRemoved;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code kv_entry}. */
@ApplicationScoped
class KvStore {

    /** A key and its value as JSON text. */
    record Entry(String key, String value) {}

    private static final String GET =
            "SELECT value::text FROM kv_entry WHERE plugin_id = ? AND key = ?";

    private static final String PUT =
            """
            INSERT INTO kv_entry (plugin_id, key, value, updated_at) VALUES (?, ?, ?::json, ?)
            ON CONFLICT (plugin_id, key) DO UPDATE
            SET value = excluded.value, updated_at = excluded.updated_at,
                writes = kv_entry.writes + 1
            RETURNING writes = 1 AS is_new
            """;

    private static final String DELETE = "DELETE FROM kv_entry WHERE plugin_id = ? AND key = ?";

    private static final String DELETE_ALL = "DELETE FROM kv_entry WHERE plugin_id = ?";

    private static final String LIST =
            """
            SELECT key, value::text FROM kv_entry
            WHERE plugin_id = ? AND key >= ? AND (?::text IS NULL OR key < ?)
              AND (?::text IS NULL OR key > ?)
            ORDER BY key
            LIMIT ?
            """;

    private final Database database;
    private final DatabasePlaces places;
    private final Usage usage;
    private final QuotasConfig quotas;
    private final Clock clock;

    KvStore(
            Database database,
            DatabasePlaces places,
            Usage usage,
            QuotasConfig quotas,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.usage = usage;
        this.quotas = quotas;
        this.clock = clock;
    }

    Optional<String> get(String pluginId, String key) {
        return inPlace(
                pluginId,
                connection -> {
                    try (var query = Database.prepare(connection, GET)) {
                        query.setString(1, pluginId);
                        query.setString(2, key);
                        try (var rows = query.executeQuery()) {
                            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                        }
                    }
                });
    }

    void put(String pluginId, String key, String value) {
        places.within(
                pluginId,
                () ->
                        database.transaction(connection -> {
                            if (isNewAfterPut(connection, pluginId, key, value)) {
                                usage.add(
                                        connection,
                                        pluginId,
                                        Usage.Resource.KV,
                                        1,
                                        quotas.kv().maxKeys());
                            }
                            return key;
                        }));
    }

    private boolean isNewAfterPut(Connection connection, String pluginId, String key, String value)
            throws SQLException {
        try (var statement = Database.prepare(connection, PUT)) {
            statement.setString(1, pluginId);
            statement.setString(2, key);
            statement.setString(3, value);
            statement.setTimestamp(4, Timestamp.from(clock.instant()));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Whether the key was there. */
    boolean delete(String pluginId, String key) {
        return places.within(
                pluginId,
                () ->
                        database.transaction(connection -> {
                            try (var delete = Database.prepare(connection, DELETE)) {
                                delete.setString(1, pluginId);
                                delete.setString(2, key);
                                int deleted = delete.executeUpdate();
                                usage.subtract(connection, pluginId, Usage.Resource.KV, deleted);
                                return deleted > 0;
                            }
                        }));
    }

    /** Up to so many entries whose key begins so, after the given key, by code point. */
    List<Entry> list(String pluginId, Prefix prefix, @Nullable String after, int limit) {
        var end = prefix.end().orElse(null);
        return inPlace(
                pluginId,
                connection -> {
                    try (var query = Database.prepare(connection, LIST)) {
                        query.setString(1, pluginId);
                        query.setString(2, prefix.text());
                        query.setString(3, end);
                        query.setString(4, end);
                        query.setString(5, after);
                        query.setString(6, after);
                        query.setInt(7, limit);
                        try (var rows = query.executeQuery()) {
                            return entries(rows);
                        }
                    }
                });
    }

    private static List<Entry> entries(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        while (rows.next()) {
            entries.add(new Entry(rows.getString(1), rows.getString(2)));
        }
        return entries;
    }

    void removed(@Observes PluginRemoved event) {
        if (event.deleteData()) {
            deleteAll(event.pluginId());
        }
    }

    /** What was written between the first look and the end of counting. */
    void removedMeanwhile(@Observes @Priority(Usage.LAST + 1) PluginRemoved event) {
        removed(event);
    }

    private <T> T inPlace(String pluginId, Database.Work<T> work) {
        return places.within(pluginId, () -> database.call(work));
    }

    private void deleteAll(String pluginId) {
        database.call(connection -> {
            try (var delete = connection.prepareStatement(DELETE_ALL)) {
                delete.setString(1, pluginId);
                return delete.executeUpdate();
            }
        });
    }
}
