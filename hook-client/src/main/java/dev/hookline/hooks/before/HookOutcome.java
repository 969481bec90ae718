package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How asking the plugins of a hook ended. */
public sealed interface HookOutcome {

    /**
     * The operation may go on.
     *
     * @param value what the plugins made of the carried field, null when no active plugin takes
     *     part
     */
    record Completed(@Nullable JsonNode value) implements HookOutcome {}

    /** A plugin said no. */
    record Rejected(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** A plugin erred and its error policy is to abort. */
    record Failed(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** A plugin, or the gateway when {@code pluginId} is null, did not answer in time. */
    record TimedOut(String hook, @Nullable String pluginId, String detail) implements HookOutcome {}

    /** The question could not be sent. */
    record Unreachable(String hook, String detail) implements HookOutcome {}
}
