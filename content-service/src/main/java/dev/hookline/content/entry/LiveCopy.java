package dev.hookline.content.entry;

import java.time.Instant;
import java.util.Objects;

/**
 * What readers see of a published entry.
 *
 * @param revision the save that it shows
 * @param version the entry's version when it went live
 * @param publishedAt when the entry became visible; later publications keep it
 * @param updatedAt when this copy went live
 */
public record LiveCopy(
        EntryContent content, int revision, long version, Instant publishedAt, Instant updatedAt) {

    public LiveCopy {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(publishedAt, "publishedAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
