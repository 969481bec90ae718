package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How asking the plugins of a hook ended. */
public sealed interface HookOutcome {

    /**
     * The operation may go on.
     *
     * @param value what the plugins made of a filter's carried field, whether a gate is open, or
     *     what the provider or the first plugin answered; null when nobody answered
     * @param pluginId who decided it, null when no single plugin did
     */
    record Completed(@Nullable JsonNode value, @Nullable String pluginId) implements HookOutcome {

        static final Completed UNTOUCHED = new Completed(null, null);
    }

    /**
     * Nobody is there to do the work of an exclusive hook: no provider is active and selected, or
     * the selected one does not take this event. Nothing has failed; the operator has not set it
     * up.
     */
    record NoProvider(String hook, String detail) implements HookOutcome {}

    /** A plugin said no. */
    record Rejected(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** A plugin erred and its error policy is to abort. */
    record Failed(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** A plugin, or the gateway when {@code pluginId} is null, did not answer in time. */
    record TimedOut(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** The question could not be sent. */
    record Unreachable(String hook, String detail) implements HookOutcome {}
}
