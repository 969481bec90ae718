package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;

/** An entry has gone back to draft. */
public record ContentAfterUnpublish(ContentItem content, String collection) {

    public ContentAfterUnpublish {
        Objects.requireNonNull(content, "content");
        Checked.text(collection, "collection");
    }

    public static ContentAfterUnpublish of(ContentItem content) {
        return new ContentAfterUnpublish(content, content.collection());
    }
}
