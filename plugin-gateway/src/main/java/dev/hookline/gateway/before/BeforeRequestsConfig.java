package dev.hookline.gateway.before;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many hook requests one gateway replica works on. */
@ConfigMapping(prefix = "hookline.gateway.before")
public interface BeforeRequestsConfig {

    /**
     * Requests in progress at once: more ride out slow plugins, fewer bound memory (up to about 2
     * MiB each).
     */
    @WithDefault("512")
    int concurrency();
}
