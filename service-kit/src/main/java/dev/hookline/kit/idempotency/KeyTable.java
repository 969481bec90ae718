package dev.hookline.kit.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;

/** The table {@code idempotency_key}; needs a transaction. */
@ApplicationScoped
class KeyTable {

    /** How long an answer can be replayed. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** After this long, whoever claimed a key and has not completed it must have died. */
    private static final Duration LONGEST_CREATION = Duration.ofSeconds(60);

    private static final String CLAIM =
            """
            INSERT INTO idempotency_key AS held
                (principal, key, claim, request_hash, created_at, expires_at)
            VALUES (:principal, :key, :claim, :hash, :now, :expires)
            ON CONFLICT (principal, key) DO UPDATE
            SET claim = excluded.claim, request_hash = excluded.request_hash,
                created_at = excluded.created_at, expires_at = excluded.expires_at,
                status = NULL, body = NULL, location = NULL, etag = NULL
            WHERE held.expires_at <= :now
               OR (held.status IS NULL AND held.created_at <= :abandoned)
            """;

    private static final String LOOK_UP =
            """
            SELECT request_hash, status, body, location, etag
            FROM idempotency_key WHERE principal = :principal AND key = :key
            """;

    private static final String COMPLETE =
            """
            UPDATE idempotency_key
            SET status = :status, body = :body, location = :location, etag = :etag
            WHERE principal = :principal AND key = :key AND claim = :claim AND status IS NULL
            """;

    private static final String RELEASE =
            """
            DELETE FROM idempotency_key
            WHERE principal = :principal AND key = :key AND claim = :claim AND status IS NULL
            """;

    private static final String FORGET_EXPIRED =
            "DELETE FROM idempotency_key WHERE expires_at <= :now";

    private final EntityManager database;

    KeyTable(EntityManager database) {
        this.database = database;
    }

    KeyState claim(KeyHolder holder, String requestHash, Instant now) {
        int claimed =
                database.createNativeQuery(CLAIM)
                        .setParameter("principal", holder.principal())
                        .setParameter("key", holder.key())
                        .setParameter("claim", holder.claim())
                        .setParameter("hash", requestHash)
                        .setParameter("now", now)
                        .setParameter("expires", now.plus(KEPT))
                        .setParameter("abandoned", now.minus(LONGEST_CREATION))
                        .executeUpdate();
        return claimed == 1 ? new KeyState.Free(holder) : stateOf(holder, requestHash);
    }

    /** Whether the key was still this holder's to complete. */
    boolean complete(KeyHolder holder, Answer answer) {
        return bind(COMPLETE, holder)
                        .setParameter("claim", holder.claim())
                        .setParameter("status", answer.status())
                        .setParameter("body", answer.body())
                        .setParameter("location", answer.location())
                        .setParameter("etag", answer.etag())
                        .executeUpdate()
                == 1;
    }

    void release(KeyHolder holder) {
        bind(RELEASE, holder).setParameter("claim", holder.claim()).executeUpdate();
    }

    int forgetExpired(Instant now) {
        return database.createNativeQuery(FORGET_EXPIRED).setParameter("now", now).executeUpdate();
    }

    private KeyState stateOf(KeyHolder holder, String requestHash) {
        var found = bind(LOOK_UP, holder).getResultList();
        if (found.isEmpty()) {
            return new KeyState.InUse();
        }
        var row = (Object[]) found.getFirst();
        if (!row[0].equals(requestHash)) {
            return new KeyState.Reused();
        }
        return row[1] == null
                ? new KeyState.InUse()
                : new KeyState.Answered(
                        new Answer(
                                ((Number) row[1]).intValue(),
                                (String) row[2],
                                (String) row[3],
                                (String) row[4]));
    }

    private Query bind(String sql, KeyHolder holder) {
        return database.createNativeQuery(sql)
                .setParameter("principal", holder.principal())
                .setParameter("key", holder.key());
    }
}
