package dev.hookline.gateway.tracking;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one tracked event may carry. */
@ConfigMapping(prefix = "hookline.gateway.events")
interface TrackingConfig {

    /**
     * The largest {@code properties} as JSON. Every event is kept for days and sent to every plugin
     * that listens: what is large belongs in storage, with the event saying where.
     */
    @WithDefault("64K")
    MemorySize maxProperties();

    /**
     * Events of one person, or of one plugin, in a minute and replica; as many may come at once
     * after a pause. Every event is kept for days and delivered to every plugin that listens.
     */
    @WithDefault("600")
    int perMinute();

    /** The same for administrators, whose tokens whole systems use. */
    @WithDefault("6000")
    int perMinuteOfAdmins();
}
