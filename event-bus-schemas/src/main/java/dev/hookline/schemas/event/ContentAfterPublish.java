package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;

/** An entry has gone from draft to live, by hand or on schedule. */
public record ContentAfterPublish(ContentItem content, String collection) {

    public ContentAfterPublish {
        Objects.requireNonNull(content, "content");
        Checked.text(collection, "collection");
    }

    public static ContentAfterPublish of(ContentItem content) {
        return new ContentAfterPublish(content, content.collection());
    }
}
