package dev.hookline.media.serving;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which conditions a client wants bytes, in the order of RFC 9110, section 13.2.2.
 *
 * @param ifMatch and all others: as sent, null when absent; list headers sent more than once are
 *     one
 */
record Conditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange) {

    private static final String ANY = "*";

    /** What is to be done. */
    enum Verdict {
        SEND,
        NOT_MODIFIED,
        FAILED
    }

    static Conditions of(HttpHeaders headers) {
        return new Conditions(
                value(headers, HttpHeaders.IF_MATCH),
                value(headers, HttpHeaders.IF_UNMODIFIED_SINCE),
                value(headers, HttpHeaders.IF_NONE_MATCH),
                value(headers, HttpHeaders.IF_MODIFIED_SINCE),
                value(headers, "If-Range"));
    }

    Verdict judge(EntityTag tag, Instant lastModified) {
        if (ifMatch != null
                ? !matches(ifMatch, tag)
                : isLaterThan(ifUnmodifiedSince, lastModified)) {
            return Verdict.FAILED;
        }
        boolean known =
                ifNoneMatch != null
                        ? isAmong(ifNoneMatch, tag)
                        : isNotLaterThan(ifModifiedSince, lastModified);
        return known ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    /** Whether a range may be served: parts of other bytes would not fit the client's own. */
    boolean allowRange(EntityTag tag, Instant lastModified) {
        if (ifRange == null) {
            return true;
        }
        var tags = EntityTag.listOf(ifRange);
        if (!tags.isEmpty()) {
            return tags.size() == 1 && tags.getFirst().isStrongly(tag);
        }
        return HttpDate.rounded(lastModified).equals(HttpDate.parse(ifRange));
    }

    private static boolean matches(String header, EntityTag tag) {
        return header.strip().equals(ANY)
                || EntityTag.listOf(header).stream().anyMatch(tag::isStrongly);
    }

    private static boolean isAmong(String header, EntityTag tag) {
        return header.strip().equals(ANY)
                || EntityTag.listOf(header).stream().anyMatch(tag::isWeakly);
    }

    private static boolean isLaterThan(@Nullable String date, Instant lastModified) {
        var since = date == null ? null : HttpDate.parse(date);
        return since != null && HttpDate.rounded(lastModified).isAfter(since);
    }

    private static boolean isNotLaterThan(@Nullable String date, Instant lastModified) {
        var since = date == null ? null : HttpDate.parse(date);
        return since != null && !HttpDate.rounded(lastModified).isAfter(since);
    }

    private static @Nullable String value(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null || values.isEmpty() ? null : String.join(", ", values);
    }
}
