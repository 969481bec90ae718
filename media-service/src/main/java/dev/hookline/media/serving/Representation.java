package dev.hookline.media.serving;

import java.time.Instant;

/**
 * Bytes as they are offered to a client.
 *
 * @param filename what a browser saves them as
 * @param source where they are
 */
record Representation(
        EntityTag tag,
        Instant lastModified,
        long size,
        String mimeType,
        String filename,
        Source source) {}
