package dev.hookline.gateway.cause;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How far plugins may set one another off. */
@ConfigMapping(prefix = "hookline.gateway.cause")
public interface CauseConfig {

    /**
     * Writes of plugins that may follow from one another: more let longer honest chains work, fewer
     * end a loop sooner.
     */
    @WithDefault("8")
    int deepest();
}
