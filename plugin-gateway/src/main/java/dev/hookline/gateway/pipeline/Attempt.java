package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.kit.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to call a plugin, whether or not it was called in the end.
 *
 * @param complaint what of the answer was dropped and why, null when nothing was
 */
record Attempt(Status status, CallOutcome outcome, @Nullable String complaint) {

    Attempt {
        // It quotes the answer.
        complaint = complaint == null ? null : ForeignText.asReason(complaint);
    }

    /** How an attempt ended, as metrics and logs name it. */
    enum Status {
        VOID,
        VALUE,
        REJECTED,
        TIMED_OUT,
        FAILED,
        /** Not called: the plugin has failed too often of late. */
        CIRCUIT_OPEN,
        /** Not called: too many calls of the plugin are under way. */
        SATURATED
    }

    static Attempt made(AnswerCheck.Checked checked) {
        return new Attempt(statusOf(checked.outcome()), checked.outcome(), checked.complaint());
    }

    static Attempt made(CallOutcome outcome) {
        return new Attempt(statusOf(outcome), outcome, null);
    }

    static Attempt refused(Status status, String reason) {
        return new Attempt(status, new CallOutcome.Failed(null, reason), null);
    }

    private static Status statusOf(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Kept kept -> Status.VOID;
            case CallOutcome.Answered answered -> Status.VALUE;
            case CallOutcome.Rejected rejected -> Status.REJECTED;
            case CallOutcome.TimedOut late -> Status.TIMED_OUT;
            case CallOutcome.Failed failed -> Status.FAILED;
        };
    }
}
