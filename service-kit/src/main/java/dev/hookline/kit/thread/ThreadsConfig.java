package dev.hookline.kit.thread;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a background thread counts as stuck. */
@ConfigMapping(prefix = "hookline.threads")
public interface ThreadsConfig {

    /**
     * How long one turn of a background loop may take before liveness fails. Shorter replaces a
     * stuck process sooner; too short restarts one that only waits for a slow database.
     */
    @WithDefault("1m")
    Duration longestTurn();
}
