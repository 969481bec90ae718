package dev.hookline.media.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * The bucket of the S3 store. Where it is and how it is entered is said by the properties {@code
 * quarkus.s3.*}.
 */
@ConfigMapping(prefix = "hookline.media.s3")
interface S3Config {

    /** It must exist; needed when the store is S3. */
    Optional<String> bucket();

    /**
     * Begins all keys, for a bucket that others use too; what is below {@code <prefix>objects/}
     * belongs to this service, and what no item has is removed from there.
     */
    Optional<String> prefix();

    /** How long any call but the sending of a file may take, with all its attempts. */
    @WithDefault("10s")
    Duration timeout();

    /** How long the sending of a file may take, with all attempts. */
    @WithDefault("2m")
    Duration uploadTimeout();
}
