package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * An entry has been stored.
 *
 * @param content the whole entry as stored
 * @param isNew whether it was created by this save
 */
public record ContentAfterSave(
        ContentItem content, String collection, @JsonProperty("isNew") boolean isNew) {

    public ContentAfterSave {
        Objects.requireNonNull(content, "content");
        Checked.text(collection, "collection");
    }

    public static ContentAfterSave of(ContentItem content, boolean isNew) {
        return new ContentAfterSave(content, content.collection(), isNew);
    }
}
