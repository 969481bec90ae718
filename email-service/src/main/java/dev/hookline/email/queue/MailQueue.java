package dev.hookline.email.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.id.Ulid;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Accepts messages, hands them to workers, and keeps what became of them. */
@ApplicationScoped
public class MailQueue {

    private static final String INSERT =
            """
            INSERT INTO email_message (id, status, source, submitted, message_id, actor, cause, next_attempt_at,
                created_at, updated_at, submitter, idempotency_key, request_hash)
            VALUES (:id, 'queued', :source, cast(:submitted AS jsonb), :messageId, cast(:actor AS jsonb),
                cast(:cause AS jsonb), :now, :now, :now, :submitter, :key, :hash)
            ON CONFLICT (submitter, idempotency_key) DO NOTHING
            """;

    private static final String CLAIM_DUE =
            """
            UPDATE email_message SET status = 'sending', claim = :claim, claimed_until = :until, updated_at = :now
            WHERE id IN (
                SELECT id FROM email_message
                WHERE (status = 'queued' AND next_attempt_at <= :now)
                   OR (status = 'sending' AND claimed_until < :now)
                ORDER BY accepted LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;

    private static final String MOVE =
            """
            UPDATE email_message SET status = :status, prepared = coalesce(cast(:prepared AS jsonb), prepared),
                cancelled_by = :cancelledBy, provider = coalesce(:provider, provider),
                attempts = attempts + :counted, next_attempt_at = :next, last_error = :error,
                claim = NULL, claimed_until = NULL, updated_at = :now, sent_at = :sentAt
            WHERE id = :id AND claim = :claim
            """;

    private static final String RENEW =
            """
            UPDATE email_message SET claimed_until = :until
            WHERE id IN (
                SELECT id FROM email_message
                WHERE id IN (:ids) AND claim IN (:claims) AND status = 'sending' FOR UPDATE SKIP LOCKED)
            """;

    private final MailRepository mails;
    private final MessageIds messageIds;
    private final Event<MailAccepted> accepted;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration longestClaim;

    MailQueue(
            MailRepository mails,
            MessageIds messageIds,
            Event<MailAccepted> accepted,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "hookline.email.claim", defaultValue = "5m")
                    Duration longestClaim) {
        this.longestClaim = longestClaim;
        this.mails = mails;
        this.messageIds = messageIds;
        this.accepted = accepted;
        this.json = json;
        this.clock = clock;
    }

    /** Stores a message, once for each idempotency key of a submitter. */
    public Acceptance accept(NewMail mail) {
        var acceptance = QuarkusTransaction.requiringNew().call(() -> store(mail));
        if (acceptance instanceof Acceptance.Accepted stored) {
            accepted.fire(new MailAccepted(stored.id()));
        }
        return acceptance;
    }

    private Acceptance store(NewMail mail) {
        var now = clock.instant();
        var id = Ulid.at(now).toString();
        var key = mail.key();
        int stored =
                sql(INSERT)
                        .setParameter("id", id)
                        .setParameter("source", mail.source())
                        .setParameter("submitted", mail.message().toString())
                        .setParameter("messageId", messageIds.of(id))
                        .setParameter("actor", written(mail.submitter()))
                        .setParameter("cause", written(mail.cause()))
                        .setParameter("now", now)
                        .setParameter("submitter", mail.submitter().id())
                        .setParameter("key", key == null ? null : key.key())
                        .setParameter("hash", key == null ? null : key.hash())
                        .executeUpdate();
        if (stored == 1 || key == null) {
            return new Acceptance.Accepted(id);
        }
        var first =
                mails.find(
                                "submitter = ?1 and idempotencyKey = ?2",
                                mail.submitter().id(),
                                key.key())
                        .singleResult();
        return key.hash().equals(first.requestHash)
                ? new Acceptance.Repeated(first.id)
                : new Acceptance.KeyReused();
    }

    /** Claims due messages, the earliest accepted first. */
    public List<ClaimedMail> claim(int most) {
        var now = clock.instant();
        var claim = UUID.randomUUID();
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        mails
                                .getEntityManager()
                                .createNativeQuery(CLAIM_DUE, MailEntity.class)
                                .setParameter("claim", claim)
                                .setParameter("until", now.plus(longestClaim))
                                .setParameter("now", now)
                                .setParameter("most", most)
                                .getResultList()
                                .stream()
                                .map(MailEntity.class::cast)
                                .sorted(Comparator.comparingLong((MailEntity row) -> row.accepted))
                                .map(row -> claimed((MailEntity) row, claim))
                                .toList());
    }

    /**
     * Ends our work on a message, in the current transaction.
     *
     * @return false when the claim has run out and somebody else works on it
     */
    public boolean move(ClaimedMail mail, Move move) {
        var now = clock.instant();
        return sql(MOVE)
                        .setParameter("status", move.status().id())
                        .setParameter("prepared", written(move.prepared()))
                        .setParameter("cancelledBy", move.cancelledBy())
                        .setParameter("provider", move.provider())
                        .setParameter("counted", move.isCounted() ? 1 : 0)
                        .setParameter("next", move.nextAttempt() == null ? now : move.nextAttempt())
                        .setParameter("error", move.error())
                        .setParameter("now", now)
                        .setParameter("sentAt", move.status() == MailStatus.SENT ? now : null)
                        .setParameter("id", mail.id())
                        .setParameter("claim", mail.claim())
                        .executeUpdate()
                == 1;
    }

    /** Keeps messages ours that are still being worked on. */
    public void renew(Collection<ClaimedMail> underWay) {
        var claims = underWay.stream().map(ClaimedMail::claim).collect(Collectors.toSet());
        if (claims.isEmpty()) {
            return;
        }
        var until = clock.instant().plus(longestClaim);
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql(RENEW)
                                .setParameter("until", until)
                                .setParameter("ids", idsOf(underWay))
                                .setParameter("claims", claims)
                                .executeUpdate());
    }

    /** How long a message stays ours without being renewed. */
    public Duration longestClaim() {
        return longestClaim;
    }

    private static List<String> idsOf(Collection<ClaimedMail> mails) {
        return mails.stream().map(ClaimedMail::id).toList();
    }

    /** Keeps what plugins made of a message, so that they are asked once only. */
    public void keep(ClaimedMail mail, JsonNode prepared) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql("UPDATE email_message SET prepared = cast(:prepared AS jsonb) WHERE id"
                                        + " = :id AND claim = :claim")
                                .setParameter("prepared", written(prepared))
                                .setParameter("id", mail.id())
                                .setParameter("claim", mail.claim())
                                .executeUpdate());
    }

    private ClaimedMail claimed(MailEntity row, UUID claim) {
        return new ClaimedMail(
                row.id,
                row.source,
                row.submitted,
                row.prepared,
                row.messageId,
                read(row.actor, Actor.class),
                read(row.cause, Cause.class),
                row.attempts,
                row.createdAt,
                claim);
    }

    private Query sql(String statement) {
        return mails.getEntityManager().createNativeQuery(statement);
    }

    private <T> @Nullable T read(@Nullable JsonNode value, Class<T> type) {
        try {
            return value == null || value.isNull() ? null : LenientJson.read(json, value, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is damaged", e);
        }
    }

    private @Nullable String written(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we store is always JSON", e);
        }
    }

    /**
     * Where a message goes from a worker.
     *
     * @param isCounted whether a delivery was tried
     * @param nextAttempt when it is tried again, null for a final state
     */
    public record Move(
            MailStatus status,
            @Nullable JsonNode prepared,
            @Nullable String cancelledBy,
            @Nullable String provider,
            boolean isCounted,
            @Nullable Instant nextAttempt,
            @Nullable String error) {

        public static Move sent(String provider) {
            return new Move(MailStatus.SENT, null, null, provider, true, null, null);
        }

        public static Move cancelled(@Nullable String pluginId) {
            return new Move(MailStatus.CANCELLED, null, pluginId, null, false, null, null);
        }

        public static Move failed(@Nullable String provider, boolean isCounted, String error) {
            return new Move(MailStatus.FAILED, null, null, provider, isCounted, null, error);
        }

        public static Move later(
                Instant next, @Nullable String provider, boolean isCounted, String error) {
            return new Move(MailStatus.QUEUED, null, null, provider, isCounted, next, error);
        }
    }
}
