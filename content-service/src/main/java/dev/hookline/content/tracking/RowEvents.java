package dev.hookline.content.tracking;

import dev.hookline.hooks.after.TrackedEvents;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.tracked.BuiltInEvent;
import dev.hookline.schemas.tracked.BuiltInEvent.DeleteRow;
import dev.hookline.schemas.tracked.BuiltInEvent.InsertRows;
import dev.hookline.schemas.tracked.BuiltInEvent.UpdateRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tracks entries; needs a transaction that has written the entry. An event of a row is about that
 * row, also where its properties name only the table: rows stay in order without one waiting for
 * another.
 */
@ApplicationScoped
public class RowEvents {

    private final TrackedEvents events;

    RowEvents(TrackedEvents events) {
        this.events = events;
    }

    /** An entry is new, or back from the trash. */
    public void inserted(String collection, String id, Actor actor) {
        var inserted = new InsertRows(TableEvents.DATABASE, collection, 1, false, false);
        track(inserted, collection, id, actor);
    }

    public void updated(String collection, String id, Actor actor) {
        track(new UpdateRow(TableEvents.DATABASE, collection, List.of(id)), collection, id, actor);
    }

    /** An entry is in the trash. */
    public void deleted(String collection, String id, Actor actor) {
        track(new DeleteRow(TableEvents.DATABASE, collection, List.of(id)), collection, id, actor);
    }

    private void track(BuiltInEvent event, String collection, String id, Actor actor) {
        events.track(event, TableEvents.DATABASE + '/' + collection + '/' + id, actor);
    }
}
