package dev.hookline.content.collection;

import dev.hookline.content.field.FieldSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A collection as everybody else sees it.
 *
 * @param label the name for people, null when {@code name} will do
 * @param version grows by one with every change
 */
public record CollectionDefinition(
        String name,
        @Nullable String label,
        FieldSet fields,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether nothing has changed since, not even by deleting and creating anew. */
    public boolean isStill(CollectionDefinition earlier) {
        return version == earlier.version && createdAt.equals(earlier.createdAt);
    }
}
