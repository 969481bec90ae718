package dev.hookline.gateway.storage;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.pluginapi.DatabasePlaces;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.gateway.pluginapi.Usage;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Reads and writes documents by their ids; each call does all of it or nothing. */
@ApplicationScoped
class Documents {

    private static final String GET =
            "SELECT id, data::text FROM %s WHERE id = ANY (?) ORDER BY id";

    /** In the order given, so that two calls never wait for each other in a circle. */
    private static final String PUT =
            """
            INSERT INTO %1$s AS stored (id, data, created_at, updated_at)
            SELECT id, data::jsonb, ?, ? FROM unnest(?, ?) AS given (id, data)
            ON CONFLICT (id) DO UPDATE
            SET data = excluded.data, updated_at = excluded.updated_at, writes = stored.writes + 1
            RETURNING writes = 1 AS is_new
            """;

    private static final String DELETE =
            """
            WITH doomed AS (SELECT id FROM %1$s WHERE id = ANY (?) ORDER BY id FOR UPDATE)
            DELETE FROM %1$s USING doomed WHERE %1$s.id = doomed.id
            """;

    private final Database database;
    private final DatabasePlaces places;
    private final Usage usage;
    private final StorageSize sizes;
    private final QuotasConfig.Storage quotas;
    private final Clock clock;

    Documents(
            Database database,
            DatabasePlaces places,
            Usage usage,
            StorageSize sizes,
            QuotasConfig quotas,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.usage = usage;
        this.sizes = sizes;
        this.quotas = quotas.storage();
        this.clock = clock;
    }

    /**
     * Those of the documents that are there, by id.
     *
     * @throws ProblemException 413 {@code too-large} when they are too much for one answer
     */
    List<Document> get(DocumentTable table, Collection<String> ids) {
        return inPlace(table, () -> database.call(connection -> get(connection, table, ids)));
    }

    private List<Document> get(Connection connection, DocumentTable table, Collection<String> ids)
            throws SQLException {
        try (var query = Database.prepare(connection, GET.formatted(table.name()))) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var rows = query.executeQuery()) {
                return documents(rows);
            }
        }
    }

    private List<Document> documents(ResultSet rows) throws SQLException {
        var documents = new ArrayList<Document>();
        long size = 0;
        while (rows.next()) {
            documents.add(new Document(rows.getString(1), rows.getString(2)));
            size += documents.getLast().data().length();
            if (size > quotas.maxAnswerSize().asLongValue() && documents.size() > 1) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE,
                        "the documents are too large for one answer; ask for fewer at once");
            }
        }
        return documents;
    }

    /**
     * Stores documents in place of those with the same ids.
     *
     * @throws ProblemException 409 {@code duplicate}, 429 {@code quota-exceeded}
     */
    void put(DocumentTable table, List<Document> documents) {
        var inOrder = documents.stream().sorted(Comparator.comparing(Document::id)).toList();
        inPlace(
                table,
                () -> {
                    sizes.requireRoom(table.pluginId());
                    return database.transaction(connection -> {
                        int more = put(connection, table, inOrder);
                        usage.add(
                                connection,
                                table.pluginId(),
                                Usage.Resource.STORAGE,
                                more,
                                quotas.maxDocuments());
                        return more;
                    });
                });
    }

    private int put(Connection connection, DocumentTable table, List<Document> documents)
            throws SQLException {
        var now = Timestamp.from(clock.instant());
        var ids = documents.stream().map(Document::id).toArray();
        var data = documents.stream().map(Document::data).toArray();
        try (var insert = Database.prepare(connection, PUT.formatted(table.name()))) {
            insert.setTimestamp(1, now);
            insert.setTimestamp(2, now);
            insert.setArray(3, connection.createArrayOf("text", ids));
            insert.setArray(4, connection.createArrayOf("text", data));
            try (var rows = insert.executeQuery()) {
                int added = 0;
                while (rows.next()) {
                    added += rows.getBoolean(1) ? 1 : 0;
                }
                return added;
            }
        }
    }

    /** How many of the documents were there. */
    int delete(DocumentTable table, Collection<String> ids) {
        int deleted =
                inPlace(
                        table,
                        () ->
                                database.transaction(connection -> {
                                    int fewer = delete(connection, table, ids);
                                    usage.subtract(
                                            connection,
                                            table.pluginId(),
                                            Usage.Resource.STORAGE,
                                            fewer);
                                    return fewer;
                                }));
        sizes.forget(table.pluginId());
        return deleted;
    }

    private static int delete(Connection connection, DocumentTable table, Collection<String> ids)
            throws SQLException {
        try (var delete = Database.prepare(connection, DELETE.formatted(table.name()))) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            return delete.executeUpdate();
        }
    }

    private <T> T inPlace(DocumentTable table, Supplier<T> work) {
        return places.within(table.pluginId(), () -> DocumentProblems.translated(table, work));
    }
}
