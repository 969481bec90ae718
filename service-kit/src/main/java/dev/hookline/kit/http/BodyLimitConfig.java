package dev.hookline.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a client may send at once. */
@ConfigMapping(prefix = "hookline.http")
public interface BodyLimitConfig {

    /**
     * The largest request body, but for the routes of {@link LargerBodies}. More than about 2M does
     * not fit a hook message, since topics and clients take 4 MiB.
     */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /**
     * How long a client that has its answer may go on sending before its connection is closed.
     * Longer lets slow clients read the answer to a body that was refused.
     */
    @WithDefault("30s")
    Duration unreadBodyPatience();
}
