package dev.hookline.email.queue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code email_message}. */
@Entity
@Table(name = "email_message")
class MailEntity {

    @Id String id;

    // Given by the database at insertion.
    @Column(name = "accepted", insertable = false, updatable = false)
    long accepted;

    @Column(nullable = false)
    String status;

    @Column(nullable = false)
    String source;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    JsonNode submitted;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable JsonNode prepared;

    @Column(name = "message_id", nullable = false)
    String messageId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable JsonNode actor;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable JsonNode cause;

    @Column(name = "cancelled_by")
    @Nullable String cancelledBy;

    @Nullable String provider;

    @Column(nullable = false)
    int attempts;

    @Column(name = "next_attempt_at", nullable = false)
    Instant nextAttemptAt;

    @Nullable UUID claim;

    @Column(name = "claimed_until")
    @Nullable Instant claimedUntil;

    @Column(name = "last_error")
    @Nullable String lastError;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    @Column(name = "sent_at")
    @Nullable Instant sentAt;

    @Column(nullable = false)
    String submitter;

    @Column(name = "idempotency_key")
    @Nullable String idempotencyKey;

    @Column(name = "request_hash")
    @Nullable String requestHash;

    MailStatus status() {
        return MailStatus.valueOf(status.toUpperCase(java.util.Locale.ROOT));
    }
}
