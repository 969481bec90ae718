package dev.hookline.email.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Whether providers are in order, and whose turn it is to deliver through one that takes messages
 * one after the other. Shared by all replicas.
 */
@ApplicationScoped
class ProviderStates {

    /** Longer than a message can take, so that a lane is lost by nobody who lives. */
    private static final Duration LANE = Duration.ofMinutes(3);

    private static final String HOLD =
            """
            INSERT INTO email_provider AS state (provider, held_until, failures, last_error)
            VALUES (:provider, :until, 1, :error)
            ON CONFLICT (provider) DO UPDATE
            SET held_until = :until, failures = state.failures + 1, last_error = :error
            WHERE state.held_until IS NULL OR state.held_until <= :now
            """;

    private static final String TAKE_LANE =
            """
            INSERT INTO email_provider AS state (provider, lane, lane_until) VALUES (:provider, :lane, :until)
            ON CONFLICT (provider) DO UPDATE SET lane = :lane, lane_until = :until
            WHERE state.lane = :lane OR state.lane IS NULL OR state.lane_until < :now
            """;

    private final EntityManager database;
    private final Pauses pauses;
    private final RandomGenerator random;
    private final Clock clock;
    private final UUID replica = UUID.randomUUID();

    ProviderStates(EntityManager database, SendingConfig config, Clock clock) {
        this.database = database;
        this.pauses = new Pauses(config.providerRetries(), config.jitter());
        this.random = RandomGenerator.getDefault();
        this.clock = clock;
    }

    /** Whether nothing is sent through the provider for the moment. */
    boolean isHeld(String provider) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        !sql("SELECT 1 FROM email_provider WHERE provider = :provider AND"
                                        + " held_until > :now")
                                .setParameter("provider", provider)
                                .setParameter("now", clock.instant())
                                .getResultList()
                                .isEmpty());
    }

    /**
     * Leaves the provider alone for a while, the longer the more often it has failed. Messages that
     * fail together count once.
     */
    Instant hold(String provider, String error) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    var now = clock.instant();
                    var until = now.plus(pauses.repeating(failures(provider) + 1, random));
                    sql(HOLD)
                            .setParameter("provider", provider)
                            .setParameter("now", now)
                            .setParameter("until", until)
                            .setParameter("error", error)
                            .executeUpdate();
                    return until;
                });
    }

    /** The provider has done its work. Needs a transaction. */
    void release(String provider) {
        sql("UPDATE email_provider SET held_until = NULL, failures = 0 WHERE provider = :provider"
                        + " AND failures > 0")
                .setParameter("provider", provider)
                .executeUpdate();
    }

    /** Whether it is this replica's turn. */
    boolean takeLane(String provider) {
        var now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        sql(TAKE_LANE)
                                        .setParameter("provider", provider)
                                        .setParameter("lane", replica)
                                        .setParameter("until", now.plus(LANE))
                                        .setParameter("now", now)
                                        .executeUpdate()
                                == 1);
    }

    void leaveLane(String provider) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql("UPDATE email_provider SET lane = NULL, lane_until = NULL WHERE"
                                        + " provider = :provider AND lane = :lane")
                                .setParameter("provider", provider)
                                .setParameter("lane", replica)
                                .executeUpdate());
    }

    private int failures(String provider) {
        List<?> found =
                sql("SELECT failures FROM email_provider WHERE provider = :provider")
                        .setParameter("provider", provider)
                        .getResultList();
        return found.isEmpty() ? 0 : ((Number) found.getFirst()).intValue();
    }

    private Query sql(String statement) {
        return database.createNativeQuery(statement);
    }
}
