package dev.hookline.gateway.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.gateway.pluginapi.DatabasePlaces;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Finds documents by declared fields. */
@ApplicationScoped
class DocumentSearch {

    /**
     * Some documents, in order.
     *
     * @param cursor of the next page, null on the last
     * @param hasMore whether there is a next page; a page may be shorter than its limit
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DocumentPage(List<Document> items, @Nullable String cursor, boolean hasMore) {

        DocumentPage {
            items = List.copyOf(items);
        }
    }

    /** Rows that the driver holds at once; a page of large documents ends before its limit. */
    private static final int FETCHED = 50;

    private final Database database;
    private final DatabasePlaces places;
    private final QuotasConfig.Storage quotas;

    DocumentSearch(Database database, DatabasePlaces places, QuotasConfig quotas) {
        this.database = database;
        this.places = places;
        this.quotas = quotas.storage();
    }

    DocumentPage find(DocumentTable table, DocumentQuery query) {
        var order = new DocumentOrder(query.orderBy());
        var sql = new Sql().add("SELECT id, data::text, " + order.selection());
        sql.add(" FROM " + table.name());
        ConditionSql.add(sql, query.where());
        if (query.cursor() != null) {
            order.addAfter(
                    sql, Cursor.read(query.cursor(), query.listOf(table), order.size()).values());
        }
        order.addOrder(sql);
        sql.add(" LIMIT ?", query.limit() + 1);
        return inPlace(
                table,
                // In a transaction, or the driver would read all rows before the first is looked
                // at.
                () ->
                        database.transaction(connection -> {
                            try (var statement = prepare(connection, sql)) {
                                statement.setFetchSize(FETCHED);
                                try (var rows = statement.executeQuery()) {
                                    return page(rows, table, query, order);
                                }
                            }
                        }));
    }

    private DocumentPage page(
            ResultSet rows, DocumentTable table, DocumentQuery query, DocumentOrder order)
            throws SQLException {
        var items = new ArrayList<Document>();
        var last = List.<String>of();
        long room = quotas.maxAnswerSize().asLongValue();
        while (rows.next()) {
            var data = rows.getString(2);
            room -= data.length();
            if (items.size() == query.limit() || (room < 0 && !items.isEmpty())) {
                return new DocumentPage(
                        items, Cursor.after(query.listOf(table), last).encode(), true);
            }
            items.add(new Document(rows.getString(1), data));
            last = order.valuesOf(rows, 3);
        }
        return new DocumentPage(items, null, false);
    }

    long count(DocumentTable table, List<Condition> where) {
        var sql = new Sql().add("SELECT count(*) FROM " + table.name());
        ConditionSql.add(sql, where);
        return inPlace(
                table,
                () ->
                        database.call(connection -> {
                            try (var statement = prepare(connection, sql);
                                    var rows = statement.executeQuery()) {
                                rows.next();
                                return rows.getLong(1);
                            }
                        }));
    }

    private <T> T inPlace(DocumentTable table, Supplier<T> work) {
        return places.within(table.pluginId(), () -> DocumentProblems.translated(table, work));
    }

    private PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
        var statement = sql.prepare(connection);
        // Planned for its operands each time: a plan for any would miss the index for most.
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        statement.setQueryTimeout((int) Math.max(1, quotas.queryTimeout().toSeconds()));
        return statement;
    }
}
