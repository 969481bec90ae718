package dev.hookline.gateway.lifecycle;

import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * Why a transition cannot go on.
 *
 * @param hook the lifecycle hook that failed, null when something else did
 */
public record LifecycleFailure(String pluginId, @Nullable String hook, Problem problem) {

    private static final String UNSTORABLE = "the reason cannot be stored";

    /** Fit to be stored and logged. */
    public String reason() {
        var detail = problem.detail();
        return ForeignText.asReason(detail == null ? problem.title() : detail);
    }

    /** The same failure with a fixed reason, for when this one cannot be stored. */
    public LifecycleFailure withoutReason() {
        return new LifecycleFailure(
                pluginId,
                hook,
                new Problem(
                        problem.type(),
                        problem.title(),
                        problem.status(),
                        UNSTORABLE,
                        problem.errors(),
                        problem.extensions()));
    }

    public ProblemException asException() {
        return problem.with("pluginId", pluginId).with("hook", hook).asException();
    }
}
