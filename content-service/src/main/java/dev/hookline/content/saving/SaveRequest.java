package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

/** Every way in which an entry can come to hold something else. */
sealed interface SaveRequest {

    EntryKey key();

    /** The version that the change must be based on. */
    default IfMatch ifMatch() {
        return IfMatch.ANY;
    }

    /** A new entry. */
    record Creation(EntryKey key, @Nullable String slug, ObjectNode data) implements SaveRequest {}

    /** Some fields, or the slug, of an entry get other values. */
    record Change(EntryKey key, IfMatch ifMatch, @Nullable String slug, ObjectNode data)
            implements SaveRequest {}

    /** An entry gets back what an earlier save stored. */
    record RevisionRestoring(EntryKey key, IfMatch ifMatch, int revision) implements SaveRequest {}

    /** An entry comes back from the trash as a draft. */
    record TrashRestoring(EntryKey key, IfMatch ifMatch) implements SaveRequest {}
}
