package dev.hookline.gateway.before;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many hook requests one gateway replica works on. */
@ConfigMapping(prefix = "hookline.gateway.before")
public interface BeforeRequestsConfig {

    /**
     * Requests in progress at once: more ride out slow plugins, fewer bound memory (up to about 2
     * MiB each).
     */
    @WithDefault("512")
    int concurrency();

    /**
     * How far the clocks of a service and the gateway may be apart. More forgives worse clocks;
     * after an outage, plugins are asked for callers that gave up so long ago.
     */
    @WithDefault("5s")
    Duration clockTolerance();
}
