package dev.hookline.media.testing;

import dev.hookline.media.picture.PictureConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** The limits that hold unless somebody changes them, and others for tests. */
public record PictureLimits(
        long maxPixels,
        int maxSide,
        int threads,
        MemorySize memory,
        Duration timeLimit,
        Duration patience)
        implements PictureConfig {

    public static final PictureLimits USUAL =
            new PictureLimits(
                    120_000_000,
                    16_384,
                    2,
                    size(64 << 20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20));

    public static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    public PictureLimits withThreads(int count) {
        return new PictureLimits(maxPixels, maxSide, count, memory, timeLimit, patience);
    }

    public PictureLimits withTimeLimit(Duration limit) {
        return new PictureLimits(maxPixels, maxSide, threads, memory, limit, patience);
    }

    public PictureLimits withMaxPixels(long pixels) {
        return new PictureLimits(pixels, maxSide, threads, memory, timeLimit, patience);
    }
}
