package dev.hookline.gateway.backlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.bus.CloudEventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery}: one row per event that waits or was given up. */
@ApplicationScoped
class BacklogTable {

    private static final String INSERT =
            """
            INSERT INTO delivery (plugin_id, topic, partition, subject, record_offset, recorded_at,
                event_id, hook, headers, payload, state, attempts, reason, http_status, queued_at,
                changed_at, replay_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (plugin_id, topic, partition, record_offset, replay_id) DO NOTHING
            """;

    private static final String OLDEST =
            """
            SELECT *
            FROM (SELECT first.*, sum(octet_length(payload))
                    OVER (ORDER BY record_offset, position) AS bytes_so_far
                FROM (SELECT *
                    FROM delivery
                    WHERE plugin_id = ? AND topic = ? AND partition = ? AND subject = ?
                        AND state = 'waiting'
                    ORDER BY record_offset, position
                    LIMIT ?) first) counted
            WHERE bytes_so_far - octet_length(payload) < ?
            ORDER BY record_offset, position
            """;

    private static final String CHANGE =
            """
            UPDATE delivery
            SET state = ?, attempts = ?, reason = ?, http_status = ?, changed_at = ?
            WHERE position = ?
            """;

    private static final String DELETE_FAILED =
            """
            DELETE FROM delivery
            WHERE plugin_id = ? AND topic = ? AND partition = ? AND subject = ?
                AND state = 'waiting' AND attempts > 0 AND replay_id = 0
                AND headers ->> ? IS NOT NULL
            """;

    private static final String DELETE = "DELETE FROM delivery WHERE position = ANY (?)";

    private final ObjectMapper json;

    BacklogTable(ObjectMapper json) {
        this.json = json;
    }

    /** State, attempts and reason of a row. */
    record Standing(String state, int attempts, @Nullable String reason, @Nullable Integer status) {

        static final Standing BEHIND = new Standing("waiting", 0, null, null);

        static Standing of(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Retry retry ->
                        new Standing("waiting", retry.attempts(), retry.reason(), retry.status());
                case Verdict.GiveUp given ->
                        new Standing("dead", given.attempts(), given.reason(), given.status());
                case Verdict.Withhold withheld ->
                        new Standing("withheld", withheld.attempts(), withheld.reason(), null);
            };
        }
    }

    void insert(
            Connection connection,
            String pluginId,
            long replayId,
            List<AfterEvent> events,
            Standing standing,
            Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var event : events) {
                bind(statement, pluginId, event, standing, now);
                statement.setLong(17, replayId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bind(
            PreparedStatement row,
            String pluginId,
            AfterEvent event,
            Standing standing,
            Instant now)
            throws SQLException {
        row.setString(1, pluginId);
        row.setString(2, event.partition().topic());
        row.setInt(3, event.partition().partition());
        row.setString(4, event.subject());
        row.setLong(5, event.offset());
        row.setObject(6, Utc.of(event.recordedAt()));
        row.setString(7, event.id());
        row.setString(8, event.hook());
        row.setString(9, write(event.headerTexts()));
        row.setBytes(10, event.value());
        row.setString(11, standing.state());
        row.setInt(12, standing.attempts());
        row.setString(13, standing.reason());
        row.setObject(14, standing.status(), Types.INTEGER);
        row.setObject(15, Utc.of(now));
        row.setObject(16, Utc.of(now));
    }

    List<WaitingEvent> oldest(
            Connection connection, String pluginId, Lane lane, int limit, long bytes)
            throws SQLException {
        try (var statement = connection.prepareStatement(OLDEST)) {
            bind(statement, pluginId, lane);
            statement.setInt(5, limit);
            statement.setLong(6, bytes);
            try (var rows = statement.executeQuery()) {
                var waiting = new ArrayList<WaitingEvent>();
                while (rows.next()) {
                    waiting.add(
                            new WaitingEvent(
                                    rows.getLong("position"),
                                    read(rows),
                                    rows.getInt("attempts"),
                                    rows.getString("reason")));
                }
                return waiting;
            }
        }
    }

    void change(Connection connection, long position, Standing standing, Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(CHANGE)) {
            statement.setString(1, standing.state());
            statement.setInt(2, standing.attempts());
            statement.setString(3, standing.reason());
            statement.setObject(4, standing.status(), Types.INTEGER);
            statement.setObject(5, Utc.of(now));
            statement.setLong(6, position);
            statement.executeUpdate();
        }
    }

    /**
     * Takes off what expires and has failed, not what has not been tried yet; how many there were.
     */
    int deleteFailed(Connection connection, String pluginId, Lane lane) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE_FAILED)) {
            bind(statement, pluginId, lane);
            statement.setString(5, CloudEventHeaders.EXPIRY_TIME);
            return statement.executeUpdate();
        }
    }

    void delete(Connection connection, List<Long> positions) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, String pluginId, Lane lane) throws SQLException {
        statement.setString(1, pluginId);
        statement.setString(2, lane.partition().topic());
        statement.setInt(3, lane.partition().partition());
        statement.setString(4, lane.subject());
    }

    AfterEvent read(ResultSet row) throws SQLException {
        return new AfterEvent(
                new Lane(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        row.getString("subject")),
                row.getLong("record_offset"),
                Utc.read(row, "recorded_at"),
                RecordHeaderText.of(headers(row.getString("headers"))),
                row.getBytes("payload"));
    }

    private Map<String, String> headers(String text) throws SQLException {
        try {
            return LenientJson.readMap(json, text, String.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("headers of a waiting delivery are not JSON", e);
        }
    }

    private String write(Map<String, String> headers) throws SQLException {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new SQLException("headers are always JSON", e);
        }
    }
}
