package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.event.TrackedEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The table {@code tracked_event_key}: which requests have been answered with which event. */
@ApplicationScoped
class RequestKeys {

    private static final Duration KEPT = Duration.ofHours(24);

    // Waits for a request with the same key that is being handled, as its row is locked.
    private static final String CLAIM =
            """
            INSERT INTO tracked_event_key AS held
                (principal, key, request_hash, event, expires_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (principal, key) DO UPDATE
            SET request_hash = excluded.request_hash, event = excluded.event,
                expires_at = excluded.expires_at
            WHERE held.expires_at <= ?
            """;

    private static final String LOOK_UP =
            "SELECT request_hash, event FROM tracked_event_key WHERE principal = ? AND key = ?";

    private static final String FORGET = "DELETE FROM tracked_event_key WHERE expires_at <= ?";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final Clock clock;

    RequestKeys(AgroalDataSource dataSource, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Takes a key for an event within the current transaction.
     *
     * @return the event that the same request has published before, empty when the key was free
     */
    Optional<TrackedEvent> claim(RequestKey key, TrackedEvent event) {
        var now = clock.instant();
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, key.principal());
            statement.setString(2, key.key());
            statement.setBytes(3, key.requestHash());
            statement.setString(4, json.writeValueAsString(event));
            statement.setTimestamp(5, Timestamp.from(now.plus(KEPT)));
            statement.setTimestamp(6, Timestamp.from(now));
            return statement.executeUpdate() == 1 ? Optional.empty() : Optional.of(answerTo(key));
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot claim an idempotency key", e);
        }
    }

    @Scheduled(every = "10m", delayed = "1m")
    void forgetExpired() {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot forget idempotency keys", e);
        }
    }

    private TrackedEvent answerTo(RequestKey key) throws SQLException, JsonProcessingException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(LOOK_UP)) {
            statement.setString(1, key.principal());
            statement.setString(2, key.key());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw Problem.of(ProblemType.IDEMPOTENCY_KEY_IN_USE).asException();
                }
                if (!Arrays.equals(rows.getBytes(1), key.requestHash())) {
                    throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED).asException();
                }
                return LenientJson.read(json, rows.getString(2), TrackedEvent.class);
            }
        }
    }
}
