package dev.hookline.content.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an entry as lists show it.
 *
 * @param data as it is stored, whatever the collection's fields are now
 */
public record ListedEntry(
        String id,
        String slug,
        EntryStatus status,
        long version,
        String authorId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant publishedAt,
        @Nullable Instant scheduledAt,
        boolean hasUnpublishedChanges,
        ObjectNode data) {}
