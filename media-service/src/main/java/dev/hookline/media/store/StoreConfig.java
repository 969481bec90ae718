package dev.hookline.media.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where bytes are kept. */
@ConfigMapping(prefix = "hookline.media.store")
public interface StoreConfig {

    /**
     * The kind of store: a directory needs nothing else but must be shared by all replicas; S3
     * needs a bucket and is slower for small files.
     */
    @WithDefault("local")
    Kind kind();

    /**
     * The service's own directory, for what arrives and for derivatives with every kind of store,
     * and for the bytes themselves with the local one. Files move within it by links and renames:
     * one file system for all of it saves copies.
     */
    @WithDefault("data/media")
    Path directory();

    enum Kind {
        LOCAL,
        S3
    }

    /**
     * Changes of one replica at once that hold a database connection while they ask the store. More
     * finish sooner with a slow bucket, and leave fewer connections to everything else; keep it
     * well below {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("4")
    int sectionsAtOnce();

    /** How long such a change waits for the others before it is answered 503. */
    @WithDefault("60s")
    Duration sectionPatience();
}
