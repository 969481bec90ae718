package dev.hookline.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended, with what a sender needs who may try again and keeps a log.
 *
 * @param status the HTTP status, null when no answer began to arrive
 * @param retryAfter the header {@code Retry-After} as it came
 * @param answer the first bytes of the answer, at most 1 KiB, as text
 */
public record CallReport(
        CallOutcome outcome,
        @Nullable Integer status,
        @Nullable String retryAfter,
        @Nullable String answer) {

    private static final int MAX_REPORTED = 1024;

    static CallReport of(CallOutcome outcome, Exchange.Ended ended) {
        var response = ended.response();
        var body = ended.body();
        return new CallReport(
                outcome,
                response == null ? null : response.statusCode(),
                response == null ? null : response.getHeader("retry-after"),
                body == null || body.length() == 0
                        ? null
                        : body.getString(0, Math.min(body.length(), MAX_REPORTED)));
    }
}
