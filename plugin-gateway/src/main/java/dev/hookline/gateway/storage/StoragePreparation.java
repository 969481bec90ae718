package dev.hookline.gateway.storage;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.registry.PluginRemoved;
import dev.hookline.gateway.registry.PluginStored;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes the tables and indexes that a manifest declares and drops them with the plugin, in the
 * transaction that stores or removes it. Such transactions queue for the directory's revision, so
 * no two of them change tables at once.
 */
@ApplicationScoped
class StoragePreparation {

    private static final Logger LOG = Logger.getLogger(StoragePreparation.class);

    private static final String REGISTER =
            """
            INSERT INTO storage_collection (plugin_id, name, table_name) VALUES (?, ?, ?)
            ON CONFLICT (plugin_id, name) DO NOTHING
            """;

    private static final String TABLES =
            "DELETE FROM storage_collection WHERE plugin_id = ? RETURNING table_name";

    private static final String CREATE =
            """
            CREATE TABLE IF NOT EXISTS %s (
                id         text        COLLATE "C" PRIMARY KEY,
                data       jsonb       NOT NULL,
                writes     bigint      NOT NULL DEFAULT 1,
                created_at timestamptz NOT NULL,
                updated_at timestamptz NOT NULL
            )
            """;

    private static final String INDEXES =
            """
            SELECT index.relname FROM pg_index
            JOIN pg_class AS index ON index.oid = indexrelid
            WHERE indrelid = ?::regclass AND NOT indisprimary
            """;

    private final Database database;

    StoragePreparation(Database database) {
        this.database = database;
    }

    void prepare(@Observes PluginStored event) {
        var tables = DocumentTable.allOf(event.plugin());
        tables.forEach(StoragePreparation::check);
        tables.forEach(table -> database.call(connection -> prepareInAnyTime(connection, table)));
    }

    void drop(@Observes PluginRemoved event) {
        if (event.deleteData()) {
            database.call(connection -> drop(connection, event.pluginId()));
        }
    }

    private static void check(DocumentTable table) {
        for (var index : table.indexes()) {
            if (index.fields().size() > DocumentIndex.MOST_FIELDS) {
                throw new ProblemException(
                        ProblemType.INVALID_MANIFEST,
                        List.of(
                                new Fault(
                                        "storage." + table.collection(),
                                        "an index may have at most "
                                                + DocumentIndex.MOST_FIELDS
                                                + " fields")));
            }
        }
    }

    /** An index of a large collection takes longer than a connection waits for an answer. */
    private static DocumentTable prepareInAnyTime(Connection connection, DocumentTable table)
            throws SQLException {
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            return prepare(connection, table);
        } finally {
            connection.setNetworkTimeout(Runnable::run, patience);
        }
    }

    private static DocumentTable prepare(Connection connection, DocumentTable table)
            throws SQLException {
        register(connection, table);
        execute(connection, CREATE.formatted(table.name()));
        var superfluous = existing(connection, table);
        boolean isComplete = true;
        for (var index : table.indexes()) {
            if (!superfluous.remove(index.nameOn(table.name()))) {
                create(connection, table, index);
                isComplete = false;
            }
        }
        for (var index : superfluous) {
            execute(connection, "DROP INDEX " + index);
        }
        if (!isComplete) {
            // The planner knows nothing of a new index's values until they have been sampled.
            execute(connection, "ANALYZE " + table.name());
        }
        return table;
    }

    private static void register(Connection connection, DocumentTable table) throws SQLException {
        try (var insert = connection.prepareStatement(REGISTER)) {
            insert.setString(1, table.pluginId());
            insert.setString(2, table.collection());
            insert.setString(3, table.name());
            insert.executeUpdate();
        }
    }

    private static List<String> existing(Connection connection, DocumentTable table)
            throws SQLException {
        var names = new ArrayList<String>();
        try (var query = connection.prepareStatement(INDEXES)) {
            query.setString(1, table.name());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static void create(Connection connection, DocumentTable table, DocumentIndex index)
            throws SQLException {
        try {
            execute(connection, index.creation(table.name()));
        } catch (SQLException e) {
            throw DocumentProblems.ofIndex(e, table, index);
        }
        LOG.debugf(
                "index created pluginId=%s collection=%s fields=%s unique=%s",
                table.pluginId(), table.collection(), index.fieldNames(), index.unique());
    }

    private static int drop(Connection connection, String pluginId) throws SQLException {
        var names = new ArrayList<String>();
        try (var delete = connection.prepareStatement(TABLES)) {
            delete.setString(1, pluginId);
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        for (var name : names) {
            execute(connection, "DROP TABLE IF EXISTS " + name);
        }
        return names.size();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
