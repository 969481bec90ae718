package dev.hookline.gateway.lifecycle;

import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Why a transition cannot go on.
 *
 * @param hook the lifecycle hook that failed, null when something else did
 */
public record LifecycleFailure(String pluginId, @Nullable String hook, Problem problem) {

    public String reason() {
        var detail = problem.detail();
        return detail == null ? problem.title() : detail;
    }

    public ProblemException asException() {
        return problem.with("pluginId", pluginId).with("hook", hook).asException();
    }
}
