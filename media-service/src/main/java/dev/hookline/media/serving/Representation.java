package dev.hookline.media.serving;

import java.time.Instant;

/**
 * Bytes as they are offered to a client.
 *
 * @param filename what a browser saves them as
 * @param source where they are
 * @param lasting whether the address will never stand for other bytes
 */
record Representation(
        EntityTag tag,
        Instant lastModified,
        long size,
        String mimeType,
        String filename,
        Source source,
        boolean lasting) {}
