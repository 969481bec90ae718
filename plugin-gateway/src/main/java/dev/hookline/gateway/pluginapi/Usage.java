package dev.hookline.gateway.pluginapi;

import dev.hookline.gateway.registry.PluginRemoved;
import dev.hookline.gateway.registry.PluginStored;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Counts what each plugin keeps, exactly: whoever adds or removes changes one row in the same
 * transaction. It is changed last, so that writers of one plugin wait for each other only while
 * they commit, and those that overwrite do not wait at all.
 */
@ApplicationScoped
public class Usage {

    /** What is counted. */
    public enum Resource {
        KV("kv", "keys"),
        STORAGE("storage", "documents");

        private final String column;
        private final String noun;

        Resource(String column, String noun) {
            this.column = column;
            this.noun = noun;
        }
    }

    /** After the features have removed what they keep, see {@link #removed}. */
    public static final int LAST = Interceptor.Priority.APPLICATION + 900;

    private static final String ADD =
            """
            UPDATE plugin_usage SET used = used + ?
            WHERE plugin_id = ? AND resource = ? AND used + ? <= ?
            """;

    private static final String SUBTRACT =
            "UPDATE plugin_usage SET used = used - ? WHERE plugin_id = ? AND resource = ?";

    private static final String USED =
            "SELECT used FROM plugin_usage WHERE plugin_id = ? AND resource = ?";

    private static final String BEGIN =
            """
            INSERT INTO plugin_usage (plugin_id, resource, used) VALUES (?, ?, 0)
            ON CONFLICT (plugin_id, resource) DO NOTHING
            """;

    private static final String END = "DELETE FROM plugin_usage WHERE plugin_id = ?";

    private final Database database;

    Usage(Database database) {
        this.database = database;
    }

    /**
     * Counts what the transaction of this connection has added.
     *
     * @throws ProblemException 429 {@code quota-exceeded} when that is more than the limit
     */
    public void add(Connection connection, String pluginId, Resource resource, int more, long limit)
            throws SQLException {
        if (more == 0) {
            return;
        }
        try (var update = connection.prepareStatement(ADD)) {
            update.setInt(1, more);
            update.setString(2, pluginId);
            update.setString(3, resource.column);
            update.setInt(4, more);
            update.setLong(5, limit);
            if (update.executeUpdate() == 0) {
                throw refusal(connection, pluginId, resource, limit);
            }
        }
    }

    /** Counts what the transaction of this connection has removed. */
    public void subtract(Connection connection, String pluginId, Resource resource, int fewer)
            throws SQLException {
        if (fewer == 0) {
            return;
        }
        try (var update = connection.prepareStatement(SUBTRACT)) {
            update.setInt(1, fewer);
            update.setString(2, pluginId);
            update.setString(3, resource.column);
            update.executeUpdate();
        }
    }

    private static ProblemException refusal(
            Connection connection, String pluginId, Resource resource, long limit)
            throws SQLException {
        try (var query = connection.prepareStatement(USED)) {
            query.setString(1, pluginId);
            query.setString(2, resource.column);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return new ProblemException(
                            ProblemType.UNAUTHENTICATED, "the plugin has just been removed");
                }
                return Problem.of(
                                ProblemType.QUOTA_EXCEEDED,
                                "a plugin may keep at most %d %s; plugin %s has %d"
                                        .formatted(limit, resource.noun, pluginId, rows.getLong(1)))
                        .with("limit", limit)
                        .with("used", rows.getLong(1))
                        .asException();
            }
        }
    }

    void stored(@Observes PluginStored event) {
        database.call(connection -> {
            try (var insert = connection.prepareStatement(BEGIN)) {
                for (var resource : Resource.values()) {
                    insert.setString(1, event.plugin().id());
                    insert.setString(2, resource.column);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /**
     * Waits for writers that have counted, and lets no other finish: what is deleted stays deleted.
     */
    void removed(@Observes @Priority(LAST) PluginRemoved event) {
        if (event.deleteData()) {
            database.call(connection -> {
                try (var delete = connection.prepareStatement(END)) {
                    delete.setString(1, event.pluginId());
                    return delete.executeUpdate();
                }
            });
        }
    }
}
