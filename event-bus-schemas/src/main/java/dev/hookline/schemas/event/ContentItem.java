package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored entry as the content service shows it, and as every after-hook of content carries it.
 *
 * @param slug unique within the collection
 * @param status draft or published; readers must cope with others
 * @param data the entry's own fields
 * @param version grows by one with every change
 * @param authorId the subject of whoever created it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ContentItem(
        String id,
        String collection,
        String slug,
        String status,
        Map<String, @Nullable Object> data,
        long version,
        @Nullable String authorId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant publishedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant scheduledAt) {

    public ContentItem {
        Checked.text(id, "id");
        Checked.text(collection, "collection");
        Checked.text(slug, "slug");
        Checked.text(status, "status");
        data = Checked.map(data, "data");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
