package dev.hookline.kit.page;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What lists may cost a replica. */
@ConfigMapping(prefix = "hookline.lists")
public interface ListConfig {

    /**
     * Bytes of stored JSON on one page; a page ends early, with a cursor, at the item that would
     * exceed it. A larger page saves requests and takes more memory for each list under way.
     */
    @WithDefault("1M")
    MemorySize maxPageSize();

    /**
     * Lists of one replica that are read from the database at once. Fewer leave more connections to
     * writes; keep it well below {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("8")
    int concurrency();

    /** How long a list waits for its turn before it is answered 429. */
    @WithDefault("5s")
    Duration patience();

    /**
     * How long the database may work on one list before it is answered 503. Longer lets filters
     * without an index finish on large collections, and lets them hold their place as long.
     */
    @WithDefault("10s")
    Duration queryTimeout();
}
