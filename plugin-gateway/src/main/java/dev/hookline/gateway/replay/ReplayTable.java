package dev.hookline.gateway.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.backlog.Utc;
import dev.hookline.kit.json.LenientJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery_replay}. */
@ApplicationScoped
class ReplayTable {

    private static final String INSERT =
            """
            INSERT INTO delivery_replay (plugin_id, from_at, to_at, hooks, dead_letters_only, state,
                progress, created_at)
            SELECT ?, ?, ?, ?, ?, 'running', 'null', ?
            WHERE NOT EXISTS (
                SELECT FROM delivery_replay WHERE plugin_id = ? AND state = 'running')
            RETURNING *
            """;

    private static final String CLAIM =
            """
            UPDATE delivery_replay
            SET leased_until = ?
            WHERE id IN (
                SELECT id FROM delivery_replay
                WHERE state = 'running' AND (leased_until IS NULL OR leased_until < ?)
                ORDER BY id
                FOR UPDATE SKIP LOCKED
                LIMIT 10)
            RETURNING *
            """;

    // Only who holds the lease may go on; the row lock keeps others away until this commits.
    private static final String ADVANCE =
            """
            UPDATE delivery_replay
            SET progress = ?::jsonb, queued = queued + ?, leased_until = ?
            WHERE id = ? AND state = 'running' AND leased_until = ?
            """;

    private static final String END =
            """
            UPDATE delivery_replay
            SET state = ?, reason = ?, finished_at = ?, leased_until = NULL
            WHERE id = ? AND state = 'running' AND leased_until = ?
            """;

    private static final String RELEASE =
            "UPDATE delivery_replay SET leased_until = NULL WHERE id = ? AND leased_until = ?";

    private final ObjectMapper json;

    ReplayTable(ObjectMapper json) {
        this.json = json;
    }

    /** The new replay; null when one of this plugin is running. */
    @Nullable Replay insert(
            Connection connection,
            String pluginId,
            Instant from,
            Instant to,
            Set<String> hooks,
            boolean deadLettersOnly,
            Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, pluginId);
            statement.setObject(2, Utc.of(from));
            statement.setObject(3, Utc.of(to));
            statement.setArray(4, connection.createArrayOf("text", hooks.toArray()));
            statement.setBoolean(5, deadLettersOnly);
            statement.setObject(6, Utc.of(now));
            statement.setString(7, pluginId);
            var inserted = read(statement);
            return inserted.isEmpty() ? null : inserted.getFirst();
        }
    }

    List<Replay> ofPlugin(Connection connection, String pluginId, int limit) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT * FROM delivery_replay WHERE plugin_id = ? ORDER BY id DESC LIMIT"
                                + " ?")) {
            statement.setString(1, pluginId);
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    List<Replay> claim(Connection connection, Instant now, Instant leasedUntil)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, Utc.of(leasedUntil));
            statement.setObject(2, Utc.of(now));
            return read(statement);
        }
    }

    /** Whether the lease still held. */
    boolean advance(
            Connection connection,
            long id,
            Map<String, Replay.Span> spans,
            int queued,
            Instant lease,
            Instant renewed)
            throws SQLException {
        try (var statement = connection.prepareStatement(ADVANCE)) {
            statement.setString(1, write(spans));
            statement.setInt(2, queued);
            statement.setObject(3, Utc.of(renewed));
            statement.setLong(4, id);
            statement.setObject(5, Utc.of(lease));
            return statement.executeUpdate() > 0;
        }
    }

    void end(
            Connection connection,
            long id,
            String state,
            @Nullable String reason,
            Instant lease,
            Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(END)) {
            statement.setString(1, state);
            statement.setString(2, reason);
            statement.setObject(3, Utc.of(now));
            statement.setLong(4, id);
            statement.setObject(5, Utc.of(lease));
            statement.executeUpdate();
        }
    }

    void release(Connection connection, long id, Instant lease) throws SQLException {
        try (var statement = connection.prepareStatement(RELEASE)) {
            statement.setLong(1, id);
            statement.setObject(2, Utc.of(lease));
            statement.executeUpdate();
        }
    }

    private List<Replay> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var found = new ArrayList<Replay>();
            while (rows.next()) {
                found.add(read(rows));
            }
            return found;
        }
    }

    private Replay read(ResultSet row) throws SQLException {
        return new Replay(
                row.getLong("id"),
                row.getString("plugin_id"),
                Utc.read(row, "from_at"),
                Utc.read(row, "to_at"),
                Set.of((String[]) row.getArray("hooks").getArray()),
                row.getBoolean("dead_letters_only"),
                row.getString("state"),
                spans(row.getString("progress")),
                row.getLong("queued"),
                row.getString("reason"),
                Utc.read(row, "created_at"),
                Utc.readNullable(row, "finished_at"));
    }

    private @Nullable Map<String, Replay.Span> spans(String text) throws SQLException {
        try {
            return LenientJson.readMap(json, text, Replay.Span.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("the progress of a replay is not JSON", e);
        }
    }

    private String write(Map<String, Replay.Span> spans) throws SQLException {
        try {
            return json.writeValueAsString(spans);
        } catch (JsonProcessingException e) {
            throw new SQLException("offsets are always JSON", e);
        }
    }
}
