package dev.hookline.media.upload;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request that wants to upload.
 *
 * @param key the header {@code Idempotency-Key}
 * @param body not read yet
 */
record UploadRequest(@Nullable String key, @Nullable String contentType, InputStream body) {}
