package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is being done with a plugin, and what went wrong last.
 *
 * @param transition null when nothing is under way
 * @param lastFailure null when the last transition went well
 */
record ChangeView(@Nullable TransitionView transition, @Nullable FailureView lastFailure) {

    static final ChangeView NOTHING = new ChangeView(null, null);

    /**
     * A transition under way.
     *
     * @param until when it is taken back if its gateway does not end it
     */
    record TransitionView(String name, Instant startedAt, Instant until) {}

    /**
     * A transition that failed.
     *
     * @param hook the lifecycle hook that failed, null when something else did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailureView(String transition, @Nullable String hook, String reason, Instant at) {}

    static ChangeView of(PluginEntity plugin) {
        return new ChangeView(transitionOf(plugin), failureOf(plugin));
    }

    private static @Nullable TransitionView transitionOf(PluginEntity plugin) {
        var name = plugin.transition;
        var startedAt = plugin.transitionStartedAt;
        var until = plugin.transitionUntil;
        return name == null || startedAt == null || until == null
                ? null
                : new TransitionView(name, startedAt, until);
    }

    private static @Nullable FailureView failureOf(PluginEntity plugin) {
        var transition = plugin.failedTransition;
        var reason = plugin.failure;
        var at = plugin.failedAt;
        return transition == null || reason == null || at == null
                ? null
                : new FailureView(transition, plugin.failedHook, reason, at);
    }
}
