package dev.hookline.gateway.pipeline;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much plugins may contribute to one page. */
@ConfigMapping(prefix = "hookline.gateway.collect")
public interface CollectConfig {

    /**
     * Items that one plugin may contribute to one hook call; those after them are dropped. Schemas
     * allow 100 as well, so that less restricts and more has no effect on plugins that keep to
     * them.
     */
    @WithDefault("100")
    int maxItems();

    /** The largest item; larger ones are dropped. Larger items make pages slower for readers. */
    @WithDefault("512K")
    MemorySize maxItemSize();

    /**
     * All items of a reply together; what does not fit in any more is dropped. Must stay below the
     * 4 MiB of a message on the bus.
     */
    @WithDefault("3M")
    MemorySize maxReplySize();
}
