package dev.hookline.gateway.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the HTTP client that calls plugins. */
@ConfigMapping(prefix = "hookline.gateway.http")
public interface PluginCallerConfig {

    /** How long connecting may take; the call's own timeout applies as well. */
    @WithDefault("2s")
    Duration connectTimeout();

    /**
     * How long an idle connection is kept. Longer than the plugin's own limit makes calls fail on
     * closed connections.
     */
    @WithDefault("4s")
    Duration keepAlive();

    /**
     * Connections to one plugin at once: more serve a slow plugin's callers, fewer spare its
     * memory.
     */
    @WithDefault("64")
    int connectionsPerPlugin();

    /** Calls that may wait for a connection to one plugin; more fail at once. */
    @WithDefault("512")
    int waitingPerPlugin();
}
