package dev.hookline.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

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
     * How long a body that is held in memory may take to arrive. Longer is kinder to bad networks,
     * shorter frees its memory sooner.
     */
    @WithDefault("30s")
    Duration bodyTimeout();

    /**
     * The memory that the bodies of all requests under way, and what is made of them, may take
     * together; requests beyond it are refused with {@code overloaded}. More serves more large
     * requests at once, and leaves less of the heap to everything else. A quarter of the heap
     * unless set.
     */
    Optional<MemorySize> bodiesInMemory();

    /**
     * How long a client that has its answer may go on sending before its connection is closed.
     * Longer lets slow clients read the answer to a body that was refused.
     */
    @WithDefault("30s")
    Duration unreadBodyPatience();
}
