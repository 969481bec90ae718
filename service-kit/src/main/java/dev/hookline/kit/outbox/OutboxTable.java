package dev.hookline.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.LenientJson;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The relay's view of the table {@code outbox_event}. */
@ApplicationScoped
class OutboxTable {

    // Never "position > last seen": a transaction that commits late would be skipped for ever.
    private static final String OLDEST =
            """
            SELECT position, topic, message_key, headers, payload
            FROM outbox_event
            ORDER BY position
            LIMIT ?
            """;

    private static final String DELETE = "DELETE FROM outbox_event WHERE position = ANY (?)";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    OutboxTable(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    List<PendingEvent> oldest(int limit) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(OLDEST)) {
            statement.setInt(1, limit);
            try (var rows = statement.executeQuery()) {
                var pending = new ArrayList<PendingEvent>();
                while (rows.next()) {
                    pending.add(read(rows));
                }
                return pending;
            }
        }
    }

    void delete(List<Long> positions) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }

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
