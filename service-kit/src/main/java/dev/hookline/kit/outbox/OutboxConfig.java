package dev.hookline.kit.outbox;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay empties the outbox. */
@ConfigMapping(prefix = "hookline.outbox")
public interface OutboxConfig {

    /** Rows read at once: more drains a backlog faster, fewer costs less when one is repeated. */
    @WithDefault("500")
    int batchSize();

    /**
     * Bytes read at once, at least one row. The relay needs about four times as much memory; less
     * drains a backlog of large events more slowly.
     */
    @WithDefault("4M")
    MemorySize batchBytes();

    /**
     * How long a lost wake-up can delay an event. Shorter polls cost the database an index look-up
     * each.
     */
    @WithDefault("500ms")
    Duration poll();

    /**
     * First pause of a lane after an event was not published, doubled up to five seconds; and pause
     * after a failed attempt to become the relay.
     */
    @WithDefault("500ms")
    Duration retry();
}
