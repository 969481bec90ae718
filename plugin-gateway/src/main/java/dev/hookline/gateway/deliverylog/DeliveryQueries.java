package dev.hookline.gateway.deliverylog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.gateway.backlog.Utc;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads deliveries for operators: from the log what was, from the backlog what waits or is dead.
 */
@ApplicationScoped
class DeliveryQueries {

    private static final int MOST_ATTEMPTS = 100;

    private static final String LOGGED =
            """
            SELECT position, plugin_id, event_id, hook, subject, status, attempt, at, http_status,
                millis, reason, answer, NULL::timestamptz AS due_at
            FROM delivery_log
            """;

    private static final String KEPT =
            """
            SELECT d.position, d.plugin_id, d.event_id, d.hook, d.subject, d.state AS status,
                d.attempts AS attempt, d.changed_at AS at, d.http_status, NULL::integer AS millis,
                d.reason, NULL AS answer, p.due_at, d.topic, d.partition, d.record_offset,
                d.recorded_at, d.headers, d.payload
            FROM delivery d
            LEFT JOIN parked_subject p
                ON d.state = 'waiting' AND (p.plugin_id, p.topic, p.partition, p.subject)
                    = (d.plugin_id, d.topic, d.partition, d.subject)
            """;

    private static final String PAGE =
            """
             WHERE plugin_id = ? AND (?::text IS NULL OR status = ?)
                AND (?::text IS NULL OR hook = ?) AND (?::text IS NULL OR subject = ?)
                AND (?::bigint IS NULL OR position < ?)
            ORDER BY position DESC
            LIMIT ?
            """;

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    DeliveryQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** What a list is restricted to; null for no restriction. */
    record Filter(
            String pluginId,
            @Nullable String status,
            @Nullable String hook,
            @Nullable String subject) {}

    /** A delivery and its place in the list, from which the next page goes on. */
    record Placed(long position, DeliveryView delivery) {}

    /** Attempts from the log, newest first. */
    List<Placed> logged(Filter filter, @Nullable Long before, int limit) throws SQLException {
        return page("SELECT * FROM (" + LOGGED + ") l" + PAGE, filter, before, limit);
    }

    /** What waits, is dead or withheld, newest first. */
    List<Placed> kept(Filter filter, @Nullable Long before, int limit) throws SQLException {
        return page("SELECT * FROM (" + KEPT + ") k" + PAGE, filter, before, limit);
    }

    Optional<DeliveryDetails> find(DeliveryId id) throws SQLException {
        var attempts = attempts(id);
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(
                                KEPT
                                        + " WHERE d.plugin_id = ? AND d.event_id = ? ORDER BY"
                                        + " d.position DESC LIMIT 1")) {
            statement.setString(1, id.pluginId());
            statement.setString(2, id.eventId());
            try (var row = statement.executeQuery()) {
                if (row.next()) {
                    return Optional.of(details(view(row), attempts, event(row)));
                }
            }
        }
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(details(attempts.getLast(), attempts, null));
    }

    private List<DeliveryView> attempts(DeliveryId id) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(
                                LOGGED
                                        + " WHERE event_id = ? AND plugin_id = ? ORDER BY position"
                                        + " DESC LIMIT "
                                        + MOST_ATTEMPTS)) {
            statement.setString(1, id.eventId());
            statement.setString(2, id.pluginId());
            return read(statement).stream().map(Placed::delivery).toList().reversed();
        }
    }

    private static DeliveryDetails details(
            DeliveryView now,
            List<DeliveryView> attempts,
            DeliveryDetails.@Nullable EventView event) {
        return new DeliveryDetails(
                now.id(),
                now.pluginId(),
                now.eventId(),
                now.hook(),
                now.subject(),
                now.status(),
                now.reason(),
                now.nextAttemptAt(),
                attempts,
                event);
    }

    private List<Placed> page(String sql, Filter filter, @Nullable Long before, int limit)
            throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, filter.pluginId());
            setTwice(statement, 2, filter.status());
            setTwice(statement, 4, filter.hook());
            setTwice(statement, 6, filter.subject());
            statement.setObject(8, before, Types.BIGINT);
            statement.setObject(9, before, Types.BIGINT);
            statement.setInt(10, limit);
            return read(statement);
        }
    }

    private static void setTwice(PreparedStatement statement, int index, @Nullable String value)
            throws SQLException {
        statement.setString(index, value);
        statement.setString(index + 1, value);
    }

    private static List<Placed> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var found = new ArrayList<Placed>();
            while (rows.next()) {
                found.add(new Placed(rows.getLong("position"), view(rows)));
            }
            return found;
        }
    }

    private static DeliveryView view(ResultSet row) throws SQLException {
        var id = new DeliveryId(row.getString("plugin_id"), row.getString("event_id"));
        return new DeliveryView(
                id.toString(),
                id.pluginId(),
                id.eventId(),
                row.getString("hook"),
                row.getString("subject"),
                row.getString("status"),
                row.getInt("attempt"),
                Utc.read(row, "at"),
                row.getObject("http_status", Integer.class),
                row.getObject("millis", Integer.class),
                row.getString("reason"),
                row.getString("answer"),
                Utc.readNullable(row, "due_at"));
    }

    private DeliveryDetails.EventView event(ResultSet row) throws SQLException {
        try {
            var headers = LenientJson.readMap(json, row.getString("headers"), String.class);
            // Who the actor is stays with the services; the id is told by ce_authid.
            headers.remove(CloudEventHeaders.AUTH_CLAIMS);
            return new DeliveryDetails.EventView(
                    row.getString("topic"),
                    row.getInt("partition"),
                    row.getLong("record_offset"),
                    Utc.read(row, "recorded_at"),
                    headers,
                    json.readTree(row.getBytes("payload")));
        } catch (IOException e) {
            return new DeliveryDetails.EventView(
                    row.getString("topic"),
                    row.getInt("partition"),
                    row.getLong("record_offset"),
                    Utc.read(row, "recorded_at"),
                    Map.of(),
                    TextNode.valueOf(new String(row.getBytes("payload"), StandardCharsets.UTF_8)));
        }
    }
}
