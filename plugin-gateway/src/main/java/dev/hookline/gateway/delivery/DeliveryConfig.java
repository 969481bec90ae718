package dev.hookline.gateway.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How after-hooks are pushed to plugins. */
@ConfigMapping(prefix = "hookline.gateway.delivery")
public interface DeliveryConfig {

    /**
     * Pauses between attempts; after the last one the event is given up. A manifest may name its
     * own. Longer schedules survive longer failures and keep more waiting.
     */
    @WithDefault("5s,30s,2m,10m,1h,5h,10h")
    List<Duration> retries();

    /**
     * Part of each pause that is left to chance, so that plugins coming back are not called in
     * step.
     */
    @WithDefault("0.2")
    double jitter();

    /** A plugin that asks for a longer pause by Retry-After is tried again after this one. */
    @WithDefault("1h")
    Duration longestRetryAfter();

    /**
     * Events of one plugin in memory at once: more keep subjects independent of each other, fewer
     * bound memory.
     */
    @WithDefault("1000")
    int window();

    /**
     * Bytes of events of one plugin read ahead at once: more keep the subjects of large events
     * independent of each other, fewer leave more of {@link #memory} to other plugins.
     */
    @WithDefault("16M")
    MemorySize windowBytes();

    /**
     * Bytes of events of all plugins in memory at once, read ahead or taken from what waits; an
     * eighth of the heap when not set. More let more large events be delivered at once, fewer leave
     * more of the heap to everything else.
     */
    Optional<MemorySize> memory();

    /**
     * Events of one plugin that may wait in the database. When there are more, no further ones are
     * read from the topics until some have got through: the topics keep them.
     */
    @WithDefault("100000")
    long waiting();

    /**
     * How long attempts under way may take to end when a partition moves or the gateway stops.
     * Longer avoids repeated deliveries, shorter moves on sooner.
     */
    @WithDefault("3s")
    Duration drain();
}
