package dev.hookline.chaos.history;

import java.time.Instant;

/**
 * Something that a client wanted, with all its attempts.
 *
 * @param id unique; stands in what is stored
 * @param subject the entry as {@code collection/id}, the id that the service gave to a file or
 *     mail, or the plugin; empty when the client was never told it
 * @param keyed whether all attempts carried the same idempotency key
 * @param forbidden whether the policy must refuse it
 * @param told what the client knows in the end
 * @param version that the service answered with, 0 for none
 * @param digest SHA-256 of a file, else empty
 * @param begun before the first attempt
 * @param ended after the last answer
 */
public record Operation(
        String id,
        Action action,
        String subject,
        boolean keyed,
        boolean forbidden,
        Told told,
        long version,
        String digest,
        Instant begun,
        Instant ended) {

    public boolean isAcknowledged() {
        return told == Told.ACKNOWLEDGED;
    }

    /** Whether what it wanted may be stored. */
    public boolean mayHaveHappened() {
        return told != Told.REFUSED;
    }
}
