package dev.hookline.media.upload;

import dev.hookline.kit.http.LargerBodies;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets uploads be larger than other requests, which are held in memory. */
final class UploadLimit {

    /** What a multipart body may be larger than its file. */
    private static final long ENVELOPE = 1024 * 1024;

    private UploadLimit() {}

    @Produces
    @Singleton
    static LargerBodies uploads(UploadConfig config) {
        return new LargerBodies(
                "POST", UploadResource.PATH, config.maxUploadSize().asLongValue() + ENVELOPE);
    }
}
