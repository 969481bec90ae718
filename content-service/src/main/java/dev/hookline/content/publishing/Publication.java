package dev.hookline.content.publishing;

import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryStatus;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.entry.LiveCopy;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.store.EntryStore;
import dev.hookline.content.store.Placement;
import dev.hookline.content.tracking.RowEvents;
import dev.hookline.hooks.after.AfterHooks;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.ContentAfterPublish;
import dev.hookline.schemas.event.ContentAfterUnpublish;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes a step in an entry's life and announces what it means for readers. */
@ApplicationScoped
class Publication {

    private final EntryStore entries;
    private final AfterHooks afterHooks;
    private final RowEvents rowEvents;

    Publication(EntryStore entries, AfterHooks afterHooks, RowEvents rowEvents) {
        this.entries = entries;
        this.afterHooks = afterHooks;
        this.rowEvents = rowEvents;
    }

    /**
     * Writes the step within the current transaction.
     *
     * @param before as it was when it was locked
     * @param after the same object when there is nothing to write
     */
    void write(Entry before, Entry after, FieldSet fields, Actor actor) {
        if (after == before) {
            return;
        }
        if (entries.replace(before, after, fields) instanceof Placement.Taken taken) {
            // A live copy shows what the working copy holds, so there is nothing new to take.
            throw new IllegalStateException(
                    "unique values of a working copy were not held subject="
                            + after.key().subject()
                            + " fields="
                            + taken.fields());
        }
        announce(before, after, fields, actor);
        rowEvents.updated(after.key().collection(), after.key().id(), actor);
    }

    private void announce(Entry before, Entry after, FieldSet fields, Actor actor) {
        var subject = after.key().subject();
        var item = EntryView.item(after, fields);
        if (liveRevision(after).isEmpty() && before.status() == EntryStatus.PUBLISHED) {
            afterHooks.publish(
                    "content:afterUnpublish", subject, ContentAfterUnpublish.of(item), actor);
        } else if (!liveRevision(after).equals(liveRevision(before))) {
            afterHooks.publish(
                    "content:afterPublish", subject, ContentAfterPublish.of(item), actor);
        }
    }

    private static Optional<Integer> liveRevision(Entry entry) {
        return entry.lifecycle().live().map(LiveCopy::revision);
    }
}
