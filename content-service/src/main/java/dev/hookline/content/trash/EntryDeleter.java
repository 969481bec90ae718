package dev.hookline.content.trash;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.store.EntryStore;
import dev.hookline.content.tracking.RowEvents;
import dev.hookline.hooks.after.AfterHooks;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.ContentAfterDelete;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Deletes entries, past the plugins that want to be asked. */
@ApplicationScoped
class EntryDeleter {

    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final BeforeDelete beforeDelete;
    private final AfterHooks afterHooks;
    private final RowEvents rowEvents;
    private final Clock clock;

    EntryDeleter(
            CollectionRegistry collections,
            EntryStore entries,
            BeforeDelete beforeDelete,
            AfterHooks afterHooks,
            RowEvents rowEvents,
            Clock clock) {
        this.collections = collections;
        this.entries = entries;
        this.beforeDelete = beforeDelete;
        this.afterHooks = afterHooks;
        this.rowEvents = rowEvents;
        this.clock = clock;
    }

    void delete(Deletion deletion) {
        deletion.requireRole();
        QuarkusTransaction.requiringNew().run(() -> check(deletion));
        var actor = deletion.caller().requireAuthor();
        beforeDelete.ask(deletion, actor);
        QuarkusTransaction.requiringNew().run(() -> carryOut(deletion, actor));
    }

    private void check(Deletion deletion) {
        var key = deletion.key();
        collections.get(key.collection());
        deletion.requirePossible(entries.find(key).orElseThrow(key::notFound));
    }

    private void carryOut(Deletion deletion, Actor actor) {
        var key = deletion.key();
        var fields = collections.hold(key.collection()).fields();
        var entry = entries.lock(key);
        deletion.requirePossible(entry);
        if (deletion.isPermanent()) {
            entries.remove(entry, fields);
        } else {
            moveToTrash(entry, fields);
        }
        afterHooks.publish(
                "content:afterDelete",
                key.subject(),
                new ContentAfterDelete(key.id(), key.collection(), deletion.isPermanent()),
                actor);
        if (!deletion.isPermanent()) {
            // What is deleted for good has been in the trash: that row is gone already.
            rowEvents.deleted(key.collection(), key.id(), actor);
        }
    }

    private void moveToTrash(Entry entry, FieldSet fields) {
        entries.replace(
                entry, entry.trashed(clock.instant().truncatedTo(ChronoUnit.MILLIS)), fields);
    }
}
