package dev.hookline.gateway.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a plugin is left alone, and how much of the gateway it may take. Per plugin and replica. */
@ConfigMapping(prefix = "hookline.gateway.health")
public interface HealthConfig {

    /**
     * The part of failed calls, above 0 and up to 1, that opens the circuit. Lower spares callers
     * earlier, higher forgives more.
     */
    @WithDefault("0.5")
    double failureRate();

    /**
     * Calls within the window before the rate means anything: fewer open on a handful of failures,
     * more never open for a plugin that is rarely called.
     */
    @WithDefault("20")
    int minCalls();

    /** How far back calls count. Longer is steadier, shorter forgets a bad minute earlier. */
    @WithDefault("30s")
    Duration window();

    /** How long a circuit stays open before calls are tried again. */
    @WithDefault("10s")
    Duration openFor();

    /** Calls that try a half-open circuit; all must succeed to close it, one failure opens it. */
    @WithDefault("3")
    int probes();

    /**
     * Before-hook calls to one plugin at once: more serve a slow plugin's callers, fewer leave more
     * of the gateway to the others.
     */
    @WithDefault("64")
    int concurrency();

    /** Calls that may wait for a place, within their own timeout; more fail at once. */
    @WithDefault("64")
    int waiting();
}
