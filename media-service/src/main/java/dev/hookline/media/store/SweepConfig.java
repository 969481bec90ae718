package dev.hookline.media.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When what nobody needs is removed. */
@ConfigMapping(prefix = "hookline.media.sweep")
interface SweepConfig {

    /**
     * Pause between sweeps, {@code off} for none. Each lists the whole store, which takes seconds
     * for a million files on a disk, and costs a request for each thousand with S3.
     */
    @WithDefault("1h")
    String every();

    /** Pause before the first sweep, so that a start is not slowed down by it. */
    @WithDefault("1m")
    Duration delay();

    /**
     * How old orphans must be, and how long an upload may pause. Longer than any upload takes from
     * its last byte to its item, with all plugins asked; the differences between the clocks of the
     * replicas and the store come on top.
     */
    @WithDefault("1h")
    Duration grace();
}
