package dev.hookline.kit.page;

/**
 * SQL that ends a page by its bytes: large values are cut in the database, so that they never reach
 * the service.
 */
public final class PageSql {

    /** Column of the JSON text of a row, which is null from the first row on that has no room. */
    public static final String JSON = "json";

    // The packed size is read without unpacking, so rows far beyond the end cost little. Packed
    // JSON
    // can be larger than its text, hence the factor. Window functions keep PostgreSQL from pulling
    // the conversion to text up, where it would run twice.
    private static final String ENDED =
            """
            SELECT %1$s, CASE WHEN place = 1 OR text_so_far <= %2$s THEN json END AS json
            FROM (
                SELECT %1$s, json, row_number() OVER rows_before AS place,
                    sum(octet_length(json) + %3$s) OVER rows_before AS text_so_far
                FROM (
                    SELECT %1$s,
                        CASE WHEN row_number() OVER rows_before = 1
                            OR sum(pg_column_size(json)) OVER rows_before <= 8 * %2$s
                        THEN cast(json AS text) END AS json
                    FROM (%4$s) AS found
                    WINDOW rows_before AS (ROWS UNBOUNDED PRECEDING)) AS converted
                WINDOW rows_before AS (ROWS UNBOUNDED PRECEDING)) AS measured
            ORDER BY place
            """;

    private PageSql() {}

    /**
     * Adds the end by bytes to a query.
     *
     * @param columns names of the result's columns before {@link #JSON}, separated by commas
     * @param rows an ordered and limited query with these columns and {@code json}, of type jsonb
     * @param maxBytes of all JSON together; the first row is given whatever its size
     * @param extraBytes that each row takes besides
     */
    public static String endedByBytes(String columns, String rows, long maxBytes, long extraBytes) {
        return ENDED.formatted(columns, maxBytes, extraBytes, rows);
    }
}
