package dev.hookline.media.picture;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What pictures may cost. */
@ConfigMapping(prefix = "hookline.media.image")
public interface PictureConfig {

    /**
     * Larger pictures are kept as plain files. The memory does not grow with it, but the time does:
     * about a second of one processor for 50 million pixels.
     */
    @WithDefault("120000000")
    long maxPixels();

    /** The longest side of a picture that is decoded. */
    @WithDefault("16384")
    int maxSide();

    /** How many pictures are decoded at once: each takes a processor. */
    @WithDefault("2")
    int threads();

    /**
     * What all pictures that are decoded at once may take. A picture that needs more is kept as a
     * plain file, others wait for one another. A quarter of the heap leaves room for uploads.
     */
    @WithDefault("64M")
    MemorySize memory();

    /** After that long the decoding of a picture is given up. */
    @WithDefault("20s")
    Duration timeLimit();

    /** How long an upload waits for its placeholder; without one it is complete all the same. */
    @WithDefault("5s")
    Duration patience();
}
