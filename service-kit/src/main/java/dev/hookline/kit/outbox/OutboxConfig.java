package dev.hookline.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay empties the outbox. */
@ConfigMapping(prefix = "hookline.outbox")
public interface OutboxConfig {

    /** Rows read and sent at once: more drains a backlog faster, fewer keeps less in memory. */
    @WithDefault("500")
    int batchSize();

    /**
     * How long a lost wake-up can delay an event. Shorter polls cost the database an index look-up
     * each.
     */
    @WithDefault("500ms")
    Duration poll();

    /** Pause after a failed attempt to publish, or to become the relay. */
    @WithDefault("500ms")
    Duration retry();
}
