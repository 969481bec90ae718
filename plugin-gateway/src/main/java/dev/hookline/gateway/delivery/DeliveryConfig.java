package dev.hookline.gateway.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How after-hooks are pushed to plugins. */
@ConfigMapping(prefix = "hookline.gateway.delivery")
public interface DeliveryConfig {

    /** Pauses between attempts; the last one repeats until the plugin takes the event. */
    @WithDefault("1s,2s,5s,10s,30s")
    List<Duration> retries();

    /**
     * Part of each pause that is left to chance, so that plugins coming back are not called in
     * step.
     */
    @WithDefault("0.2")
    double jitter();

    /**
     * Events of one plugin in memory at once: more keep subjects independent of each other, fewer
     * bound memory.
     */
    @WithDefault("1000")
    int window();
}
