package dev.hookline.content.trash;

import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.version.IfMatch;

/**
 * A request to delete an entry.
 *
 * @param isPermanent false to move it to the trash, true to remove what is there
 */
record Deletion(EntryKey key, IfMatch ifMatch, boolean isPermanent, Permissions caller) {

    /** Refuses before anything is read. */
    void requireRole() {
        if (isPermanent) {
            caller.requireEditor();
        } else {
            caller.requireAuthor();
        }
    }

    /** Refuses when this entry, as it is, may not or cannot be deleted. */
    void requirePossible(Entry entry) {
        caller.requireAuthorOf(entry.authorId());
        ifMatch.require(entry.version());
        if (isPermanent) {
            entry.requireTrashed();
        } else {
            entry.requireNotTrashed();
        }
    }
}
