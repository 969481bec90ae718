package dev.hookline.media.upload;

import org.jspecify.annotations.Nullable;

/**
 * A file that is complete on the disk, and what came with it.
 *
 * @param name made safe
 * @param type by its bytes
 * @param claimedType what the client said it was, when the bytes say something else
 */
record Received(
        IncomingFile file,
        String name,
        String type,
        @Nullable String claimedType,
        @Nullable String alt,
        @Nullable String caption) {}
