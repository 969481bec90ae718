package dev.hookline.gateway.storage;

import dev.hookline.kit.page.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A total order of documents, and where in it a page ended: the fields of the query, then the time
 * of creation and the id, both in the direction of the last field.
 */
final class DocumentOrder {

    private record Column(String expression, boolean descending) {}

    private static final long LAST_MICROS = 253_402_300_799_999_999L;

    private final List<Column> columns = new ArrayList<>();

    DocumentOrder(List<SortField> fields) {
        fields.forEach(field -> columns.add(new Column(field.field().key(), field.descending())));
        boolean descending = !fields.isEmpty() && fields.getLast().descending();
        columns.add(new Column("created_at", descending));
        columns.add(new Column("id", descending));
    }

    int size() {
        return columns.size();
    }

    /** What to select besides the document, for {@link #valuesOf}. */
    String selection() {
        return columns.stream().map(Column::expression).collect(Collectors.joining(", "));
    }

    /** The values of a row whose columns of the order begin there. */
    List<String> valuesOf(ResultSet row, int first) throws SQLException {
        var values = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(
                    i == columns.size() - 2
                            ? micros(row.getObject(first + i, OffsetDateTime.class))
                            : row.getString(first + i));
        }
        return values;
    }

    void addOrder(Sql sql) {
        sql.add(
                columns.stream()
                        .map(column -> column.expression() + (column.descending() ? " DESC" : ""))
                        .collect(Collectors.joining(", ", " ORDER BY ", "")));
    }

    /** Only what comes after these values. */
    void addAfter(Sql sql, List<String> values) {
        var parameters = parameters(values);
        var first = columns.getFirst();
        if (columns.stream().allMatch(column -> column.descending() == first.descending())) {
            sql.add(
                    " AND (%s) %s (%s)"
                            .formatted(selection(), after(first), "?, ".repeat(size() - 1) + "?"),
                    parameters.toArray());
            return;
        }
        // Implied by the rest, but an index can begin there.
        sql.add(" AND %s %s= ?".formatted(first.expression(), after(first)), parameters.getFirst());
        sql.add(" AND (");
        for (int i = 0; i < size(); i++) {
            sql.add(i == 0 ? "(" : " OR (");
            for (int j = 0; j < i; j++) {
                sql.add(columns.get(j).expression() + " = ? AND ", parameters.get(j));
            }
            var column = columns.get(i);
            sql.add(column.expression() + " " + after(column) + " ?)", parameters.get(i));
        }
        sql.add(")");
    }

    private static String after(Column column) {
        return column.descending() ? "<" : ">";
    }

    private List<Object> parameters(List<String> values) {
        var parameters = new ArrayList<Object>(values);
        parameters.set(size() - 2, time(values.get(size() - 2)));
        return parameters;
    }

    private static String micros(OffsetDateTime time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
    }

    private static OffsetDateTime time(String micros) {
        try {
            long value = Long.parseLong(micros);
            if (value >= 0 && value <= LAST_MICROS) {
                return Instant.EPOCH.plus(value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one answer for whatever is no time.
        }
        throw Cursor.invalid("it is not readable");
    }
}
