package dev.hookline.gateway.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What plugins may fetch through the gateway, and how much of it. */
@ConfigMapping(prefix = "hookline.gateway.fetch")
public interface FetchConfig {

    /**
     * Lets plugins fetch from loopback and private addresses: handy for development, an open door
     * to the inner network elsewhere. Link-local addresses and metadata services stay closed.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** For a fetch that names no timeout: longer suits slow sites, shorter frees places. */
    @WithDefault("10s")
    Duration timeout();

    /** The most that a fetch may ask for, all redirects included. */
    @WithDefault("30s")
    Duration longestTimeout();

    /** The largest body to send; the plugin API's own limit on requests applies as well. */
    @WithDefault("1M")
    MemorySize largestRequest();

    /** Where bodies of answers are cut off: each fetch under way may hold that much. */
    @WithDefault("5M")
    MemorySize largestAnswer();

    /** Fetches of one plugin at once; more are refused. */
    @WithDefault("16")
    int concurrency();
}
