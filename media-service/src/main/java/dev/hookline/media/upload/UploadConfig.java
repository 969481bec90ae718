package dev.hookline.media.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be uploaded, and by how many at once. */
@ConfigMapping(prefix = "hookline.media")
interface UploadConfig {

    /** The largest file. It lies on the disk twice for a moment; its size costs no memory. */
    @WithDefault("100M")
    MemorySize maxUploadSize();

    Upload upload();

    /** Bounds on uploads under way. */
    interface Upload {

        /**
         * Files of one replica received at once; each holds a connection, an open file and less
         * than half a MiB of memory.
         */
        @WithDefault("64")
        int concurrency();

        /** How long an upload waits for its turn before it is turned away. */
        @WithDefault("10s")
        Duration patience();

        /** The longest time a body may take to arrive, however steadily it does. */
        @WithDefault("1h")
        Duration longest();

        /**
         * Bytes per second that a body must arrive at on average, so that few clients that send
         * almost nothing cannot take every turn. Lower lets worse connections upload.
         */
        @WithDefault("1K")
        MemorySize slowest();

        /** How long a body may arrive at any rate. */
        @WithDefault("30s")
        Duration grace();
    }
}
