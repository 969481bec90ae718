package dev.hookline.email.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients see it.
 *
 * @param message as plugins made it, or as it was accepted while they have not been asked
 * @param cancelledBy the plugin that called the delivery off
 * @param provider who was last asked to deliver it
 * @param attempts deliveries tried so far
 * @param nextAttemptAt when it is tried again; null unless it is queued
 * @param waitsFor {@code provider} while no provider is selected
 * @param history everything that was tried; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailView(
        String id,
        MailStatus status,
        String source,
        JsonNode message,
        String messageId,
        @Nullable String cancelledBy,
        @Nullable String provider,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String waitsFor,
        @Nullable String lastError,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant sentAt,
        @Nullable List<Attempts.Line> history) {

    static MailView of(MailEntity row, @Nullable List<Attempts.Line> history) {
        var prepared = row.prepared;
        return new MailView(
                row.id,
                row.status(),
                row.source,
                prepared == null || prepared.isNull() ? row.submitted : prepared,
                row.messageId,
                row.cancelledBy,
                row.provider,
                row.attempts,
                row.status() == MailStatus.QUEUED ? row.nextAttemptAt : null,
                null,
                row.lastError,
                row.createdAt,
                row.updatedAt,
                row.sentAt,
                history);
    }

    /** The same message, said to be waiting for something. */
    public MailView waitingFor(String what) {
        return new MailView(
                id,
                status,
                source,
                message,
                messageId,
                cancelledBy,
                provider,
                attempts,
                nextAttemptAt,
                what,
                lastError,
                createdAt,
                updatedAt,
                sentAt,
                history);
    }
}
