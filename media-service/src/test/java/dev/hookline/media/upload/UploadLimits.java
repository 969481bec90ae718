package dev.hookline.media.upload;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Bounds on uploads: 100 bytes per second after ten seconds, an hour at most. */
record UploadLimits(int concurrency, Duration patience) implements UploadConfig.Upload {

    @Override
    public Duration longest() {
        return Duration.ofHours(1);
    }

    @Override
    public MemorySize slowest() {
        return new MemorySize(BigInteger.valueOf(100));
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(10);
    }
}
