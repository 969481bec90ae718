package dev.hookline.email.queue;

import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads messages, retries them by hand, and forgets old ones. */
@ApplicationScoped
public class Mails {

    private static final Pattern ID = Pattern.compile("[0-9A-Z]{26}");

    private final MailRepository mails;
    private final MailPages pages;
    private final Attempts attempts;
    private final Event<MailAccepted> accepted;
    private final Clock clock;

    Mails(
            MailRepository mails,
            MailPages pages,
            Attempts attempts,
            Event<MailAccepted> accepted,
            Clock clock) {
        this.mails = mails;
        this.pages = pages;
        this.attempts = attempts;
        this.accepted = accepted;
        this.clock = clock;
    }

    /**
     * Which messages to list.
     *
     * @param submitter the id of an actor, null for everybody's
     */
    public record Filter(
            @Nullable MailStatus status, @Nullable String source, @Nullable String submitter) {}

    /** A message with its history; empty when there is none, or not of this submitter. */
    public Optional<MailView> find(String id, @Nullable String submitter) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        findRow(id)
                                .filter(row -> submitter == null || submitter.equals(row.submitter))
                                .map(row -> MailView.of(row, attempts.of(id))));
    }

    /** Newest first. */
    public Page<MailView> list(Filter filter, PageRequest page) {
        var conditions = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        if (filter.status() != null) {
            conditions.add("status = :status");
            values.put("status", filter.status().id());
        }
        if (filter.source() != null) {
            conditions.add("source = :source");
            values.put("source", filter.source());
        }
        if (filter.submitter() != null) {
            conditions.add("submitter = :submitter");
            values.put("submitter", filter.submitter());
        }
        if (page.cursor() != null) {
            conditions.add("accepted < :before");
            values.put("before", position(page.cursor()));
        }
        var where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        return QuarkusTransaction.requiringNew()
                .call(() -> pages.newest(where, values, page.limit()));
    }

    /**
     * Puts a message that was given up, or that waits, back to the front.
     *
     * @return false when it cannot be retried in its present state
     */
    public boolean retry(String id) {
        boolean isQueued =
                QuarkusTransaction.requiringNew()
                        .call(() ->
                                mails.update(
                                                "status = 'queued', nextAttemptAt = ?1, attempts ="
                                                    + " 0, updatedAt = ?1 where id = ?2 and status"
                                                    + " in ('failed', 'queued')",
                                                clock.instant(),
                                                id)
                                        == 1);
        if (isQueued) {
            accepted.fire(new MailAccepted(id));
        }
        return isQueued;
    }

    /** Deletes messages that ended before the given moment; returns how many. */
    long forget(Instant before) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        mails.delete(
                                "updatedAt < ?1 and status in ('sent', 'cancelled', 'failed')",
                                before));
    }

    private Optional<MailEntity> findRow(String id) {
        return isId(id) ? mails.findByIdOptional(id) : Optional.empty();
    }

    /** Whether a text may be the id of a message. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "cursor: is not one of this list");
        }
    }
}
