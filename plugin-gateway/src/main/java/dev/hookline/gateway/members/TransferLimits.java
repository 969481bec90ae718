package dev.hookline.gateway.members;

import dev.hookline.kit.http.LargerBodies;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How large files may be, and how long they may take on their way. */
@Singleton
class TransferLimits {

    /** For what a multipart body is larger than the file in it. */
    private static final long ENVELOPE = 64 * 1024;

    private final MediaConfig config;

    TransferLimits(MediaConfig config) {
        this.config = config;
    }

    /** Lets uploads be larger than other requests, which are held in memory. */
    @Produces
    @Singleton
    LargerBodies uploads() {
        return new LargerBodies("POST", MediaMember.PATH, largest());
    }

    /**
     * How long a body may take.
     *
     * @param length in bytes, null for as much as is taken
     */
    Duration timeFor(@Nullable String length) {
        long bytes = length == null ? largest() : Long.parseLong(length);
        return Duration.ofSeconds(1 + bytes / config.slowestTransfer().asLongValue());
    }

    private long largest() {
        return config.maxUploadSize().asLongValue() + ENVELOPE;
    }
}
