package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;

/**
 * An entry is about to be deleted; a plugin may block it.
 *
 * @param permanent false when it goes to the trash, from which it can be restored
 */
public record ContentBeforeDelete(String id, String collection, boolean permanent) {

    public ContentBeforeDelete {
        Checked.text(id, "id");
        Checked.text(collection, "collection");
    }
}
