package dev.hookline.content.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.content.field.FieldDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection as clients see it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CollectionView(
        String name,
        @Nullable String label,
        List<FieldDefinition> fields,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    CollectionView {
        fields = List.copyOf(fields);
    }

    static CollectionView of(CollectionDefinition collection) {
        return new CollectionView(
                collection.name(),
                collection.label(),
                collection.fields().definitions(),
                collection.version(),
                collection.createdAt(),
                collection.updatedAt());
    }
}
