package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;

/**
 * An entry has been deleted.
 *
 * @param permanent false when it went to the trash, from which it can be restored
 */
public record ContentAfterDelete(String id, String collection, boolean permanent) {

    public ContentAfterDelete {
        Checked.text(id, "id");
        Checked.text(collection, "collection");
    }
}
