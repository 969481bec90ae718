package dev.hookline.schemas.plugin;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Actor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a plugin, for operators: the value of a message {@code
 * hookline.plugin.transition} on the topic of tracked events.
 *
 * @param from the plugin's status before, null when it was not installed
 * @param to the plugin's status afterwards, null when it is no longer installed
 * @param hook the lifecycle hook that failed, null when none did
 * @param reason why it failed; a transition can be completed although a hook failed
 * @param actor who wanted it, null for nobody
 */
public record PluginTransition(
        String pluginId,
        String version,
        Kind transition,
        Outcome outcome,
        @Nullable String from,
        @Nullable String to,
        @Nullable String hook,
        @Nullable String reason,
        @Nullable Actor actor,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant startedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant endedAt) {

    /** What was to be done. */
    public enum Kind {
        @JsonProperty("install")
        INSTALL,
        @JsonProperty("activate")
        ACTIVATE,
        @JsonProperty("deactivate")
        DEACTIVATE,
        @JsonProperty("uninstall")
        UNINSTALL,
        @JsonProperty("upgrade")
        UPGRADE
    }

    /** How it ended. */
    public enum Outcome {
        @JsonProperty("completed")
        COMPLETED,
        /** The plugin is in its former state. */
        @JsonProperty("failed")
        FAILED,
        /** A gateway left it unfinished; another took it back. */
        @JsonProperty("abandoned")
        ABANDONED
    }

    public PluginTransition {
        Objects.requireNonNull(pluginId, "pluginId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(transition, "transition");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
    }
}
