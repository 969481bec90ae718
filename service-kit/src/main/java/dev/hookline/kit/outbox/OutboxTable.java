package dev.hookline.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.LenientJson;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The relay's view of the table {@code outbox_event}. */
@ApplicationScoped
class OutboxTable {

    /** What to leave out: whole topics, and lanes as {@link PendingEvent#lane} names them. */
    record Blocked(Set<String> topics, Set<String> lanes) {

        static final Blocked NOTHING = new Blocked(Set.of(), Set.of());

        boolean isEmpty() {
            return topics.isEmpty() && lanes.isEmpty();
        }
    }

    // Never "position > last seen": a transaction that commits late would be skipped for ever.
    //
    // The length of a payload is known without reading it, so rows beyond the limit cost little.
    private static final String OLDEST =
            """
            SELECT position, topic, message_key, headers, payload
            FROM (
                SELECT *, sum(size) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING) AS total
                FROM (
                    SELECT *, coalesce(octet_length(payload), 0) + pg_column_size(headers) AS size
                    FROM outbox_event
                    WHERE topic <> ALL (?) AND topic || '/' || message_key <> ALL (?)
                    ORDER BY position
                    LIMIT ?
                ) AS oldest
            ) AS measured
            WHERE total <= ? OR total = size
            ORDER BY position
            """;

    private static final String DELETE = "DELETE FROM outbox_event WHERE position = ANY (?)";

    /** Counting a large table takes long, and beyond this the number matters no more. */
    static final int MOST_COUNTED = 100_000;

    private static final String WAITING =
            """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox_event LIMIT %d) AS counted),
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - created_at)
                             FROM outbox_event ORDER BY position LIMIT 1), 0)
            """
                    .formatted(MOST_COUNTED);

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    OutboxTable(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /**
     * The oldest events in order, without those that cannot be published now.
     *
     * @param bytes that the events may have together; one event may have more
     */
    List<PendingEvent> oldest(int limit, long bytes, Blocked blocked) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(OLDEST)) {
            statement.setArray(1, connection.createArrayOf("text", blocked.topics().toArray()));
            statement.setArray(2, connection.createArrayOf("text", blocked.lanes().toArray()));
            statement.setInt(3, limit);
            statement.setLong(4, bytes);
            try (var rows = statement.executeQuery()) {
                var pending = new ArrayList<PendingEvent>();
                while (rows.next()) {
                    pending.add(read(rows));
                }
                return pending;
            }
        }
    }

    void delete(Collection<Long> positions) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }

    /** How much waits: a count up to {@link #MOST_COUNTED}, and the age of the oldest event. */
    Waiting waiting() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(WAITING);
                var row = statement.executeQuery()) {
            row.next();
            return new Waiting(row.getLong(1), row.getDouble(2));
        }
    }

    record Waiting(long events, double oldestSeconds) {}

    private PendingEvent read(ResultSet row) throws SQLException {
        try {
            return new PendingEvent(
                    row.getLong(1),
                    new OutboxEvent(
                            row.getString(2),
                            row.getString(3),
                            LenientJson.readMap(json, row.getString(4), String.class),
                            row.getBytes(5)));
        } catch (JsonProcessingException e) {
            throw new SQLException(
                    "headers of outbox event " + row.getLong(1) + " are not JSON", e);
        }
    }
}
