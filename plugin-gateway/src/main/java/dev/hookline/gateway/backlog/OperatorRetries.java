package dev.hookline.gateway.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Brings deliveries back to life, or forward, because the operator says so. */
@ApplicationScoped
public class OperatorRetries {

    private static final String REVIVE =
            """
            UPDATE delivery
            SET state = 'waiting', attempts = 0, changed_at = ?
            WHERE plugin_id = ? AND event_id = ? AND state IN ('dead', 'withheld')
            RETURNING topic, partition, subject
            """;

    private static final String REVIVE_RANGE =
            """
            UPDATE delivery
            SET state = 'waiting', attempts = 0, changed_at = ?
            WHERE position IN (
                SELECT position FROM delivery
                WHERE plugin_id = ? AND state IN ('dead', 'withheld')
                    AND recorded_at >= ? AND recorded_at < ?
                    AND (cardinality(?::text[]) = 0 OR hook = ANY (?::text[]))
                    AND changed_at < ?
                ORDER BY position
                LIMIT ?)
            RETURNING topic, partition, subject
            """;

    private static final String WAITING =
            """
            SELECT topic, partition, subject FROM delivery
            WHERE plugin_id = ? AND event_id = ? AND state = 'waiting'
            """;

    private final Transactions transactions;
    private final ParkedSubjects parked;
    private final Clock clock;

    OperatorRetries(Transactions transactions, ParkedSubjects parked, Clock clock) {
        this.transactions = transactions;
        this.parked = parked;
        this.clock = clock;
    }

    /**
     * Makes an event due at once: one that was given up or withheld, with all its attempts before
     * it again, or one that waits, together with what waits before it.
     *
     * @return whether there was anything to retry
     */
    public boolean retry(String pluginId, String eventId) {
        return transactions.run(connection -> {
            var now = clock.instant();
            var lanes = new LinkedHashSet<Lane>();
            try (var statement = connection.prepareStatement(REVIVE)) {
                statement.setObject(1, Utc.of(now));
                statement.setString(2, pluginId);
                statement.setString(3, eventId);
                read(statement, lanes);
            }
            try (var statement = connection.prepareStatement(WAITING)) {
                statement.setString(1, pluginId);
                statement.setString(2, eventId);
                read(statement, lanes);
            }
            park(connection, pluginId, lanes, now);
            return !lanes.isEmpty();
        });
    }

    /**
     * Revives some of what was given up or withheld before a moment.
     *
     * @param hooks only these; empty for all
     * @return how many; fewer than the limit when none is left
     */
    public int revive(
            String pluginId,
            Instant from,
            Instant to,
            Set<String> hooks,
            Instant givenUpBefore,
            int limit) {
        return transactions.run(connection -> {
            var now = clock.instant();
            var lanes = new LinkedHashSet<Lane>();
            int revived;
            try (var statement = connection.prepareStatement(REVIVE_RANGE)) {
                var names = connection.createArrayOf("text", hooks.toArray());
                statement.setObject(1, Utc.of(now));
                statement.setString(2, pluginId);
                statement.setObject(3, Utc.of(from));
                statement.setObject(4, Utc.of(to));
                statement.setArray(5, names);
                statement.setArray(6, names);
                statement.setObject(7, Utc.of(givenUpBefore));
                statement.setInt(8, limit);
                revived = read(statement, lanes);
            }
            park(connection, pluginId, lanes, now);
            return revived;
        });
    }

    private void park(Connection connection, String pluginId, Set<Lane> lanes, Instant now)
            throws SQLException {
        for (var lane : lanes) {
            parked.park(connection, pluginId, lane, now);
        }
    }

    private static int read(PreparedStatement statement, Set<Lane> lanes) throws SQLException {
        int read = 0;
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                read++;
                lanes.add(
                        new Lane(
                                new TopicPartition(rows.getString(1), rows.getInt(2)),
                                rows.getString(3)));
            }
        }
        return read;
    }
}
