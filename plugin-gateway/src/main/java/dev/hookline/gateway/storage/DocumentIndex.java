package dev.hookline.gateway.storage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An index of a collection's table.
 *
 * @param fields none for the index in the order of creation
 * @param unique only documents that have all the fields are compared with each other
 */
record DocumentIndex(List<Field> fields, boolean unique) {

    /** PostgreSQL takes 32 columns, and long rows of an index fail. */
    static final int MOST_FIELDS = 8;

    private static final String TIE_BREAKERS = "created_at, id";
    private static final int NAME_BYTES = 8;

    DocumentIndex {
        fields = List.copyOf(fields);
    }

    List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    /** The same for the same fields; within the 63 characters of a name in PostgreSQL. */
    String nameOn(String table) {
        var kind = unique ? "unique " : "order ";
        return table + "_" + Fingerprint.of(kind + String.join(",", fieldNames()), NAME_BYTES);
    }

    String creation(String table) {
        var keys = fields.stream().map(Field::key);
        var columns = unique ? keys : Stream.concat(keys, Stream.of(TIE_BREAKERS));
        return "CREATE %sINDEX %s ON %s (%s)%s"
                .formatted(
                        unique ? "UNIQUE " : "",
                        nameOn(table),
                        table,
                        columns.collect(Collectors.joining(", ")),
                        unique ? " WHERE " + present() : "");
    }

    private String present() {
        return fields.stream()
                .map(field -> field.key() + " <> " + Field.NULL_KEY)
                .collect(Collectors.joining(" AND "));
    }
}
