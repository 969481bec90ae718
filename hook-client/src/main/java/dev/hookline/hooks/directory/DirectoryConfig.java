package dev.hookline.hooks.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service follows the plugin directory. */
@ConfigMapping(prefix = "hookline.directory")
public interface DirectoryConfig {

    /**
     * Pause before reading from the start again after a failure; until then the last known state
     * holds.
     */
    @WithDefault("1s")
    Duration retry();
}
