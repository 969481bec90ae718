package dev.hookline.content.saving;

import dev.hookline.content.collection.CollectionDefinition;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.FieldSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a save would store if no plugin objected.
 *
 * @param collection the definition that the content fits
 * @param base the state that the save changes, null for a new entry
 * @param isSlugGiven whether the client asked for this very slug, and must not get another
 */
record Draft(
        EntryKey key,
        CollectionDefinition collection,
        @Nullable Entry base,
        EntryContent content,
        boolean isSlugGiven) {

    boolean isNew() {
        return base == null;
    }

    FieldSet fields() {
        return collection.fields();
    }

    /** Names of the fields that differ from what is stored, {@code slug} included. */
    List<String> changed() {
        if (base == null) {
            throw new IllegalStateException("everything is new in " + key.subject());
        }
        var names = new ArrayList<String>();
        if (!base.content().slug().equals(content.slug())) {
            names.add(FieldSet.SLUG);
        }
        names.addAll(FieldSet.changed(fields().project(base.content().data()), content.data()));
        return names;
    }

    /** The entry after the save, holding what plugins made of the content. */
    Entry saved(EntryContent finalContent, String authorId, Instant now) {
        if (base == null) {
            return Entry.created(key, finalContent, authorId, now);
        }
        return base.isTrashed() ? base.restored(finalContent, now) : base.saved(finalContent, now);
    }
}
