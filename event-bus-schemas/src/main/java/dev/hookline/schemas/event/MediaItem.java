package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored file.
 *
 * @param size in bytes, null when unknown
 * @param url where its bytes are served, relative to the media service
 * @param width in pixels, null unless it is an image
 * @param height in pixels, null unless it is an image
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MediaItem(
        String id,
        String filename,
        String mimeType,
        @Nullable Long size,
        String url,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @Nullable Integer width,
        @Nullable Integer height) {

    public MediaItem {
        Checked.text(id, "id");
        Checked.text(filename, "filename");
        Checked.text(mimeType, "mimeType");
        Checked.text(url, "url");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
