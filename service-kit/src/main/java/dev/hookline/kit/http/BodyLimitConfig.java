package dev.hookline.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a client may send at once. */
@ConfigMapping(prefix = "hookline.http")
public interface BodyLimitConfig {

    /**
     * The largest request body, but for the routes of {@link LargerBodies}. More than about 2M does
     * not fit a hook message, since topics and clients take 4 MiB.
     */
    @WithDefault("1M")
    MemorySize maxBodySize();
}
