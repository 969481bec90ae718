package dev.hookline.media.upload;

import org.jspecify.annotations.Nullable;

/**
 * What comes with a file.
 *
 * @param filename as the client gave it
 * @param claimedType what the client says the file is
 */
record UploadForm(
        String filename,
        @Nullable String claimedType,
        @Nullable String alt,
        @Nullable String caption) {}
