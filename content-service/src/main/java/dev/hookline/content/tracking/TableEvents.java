package dev.hookline.content.tracking;

import dev.hookline.hooks.after.TrackedEvents;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.tracked.BuiltInEvent;
import dev.hookline.schemas.tracked.BuiltInEvent.AlterTable;
import dev.hookline.schemas.tracked.BuiltInEvent.CreateTable;
import dev.hookline.schemas.tracked.BuiltInEvent.DropTable;
import jakarta.enterprise.context.ApplicationScoped;

/** Tracks collections; needs a transaction that has locked the collection. */
@ApplicationScoped
public class TableEvents {

    static final String DATABASE = "content";

    private final TrackedEvents events;

    TableEvents(TrackedEvents events) {
        this.events = events;
    }

    /**
     * A collection is new.
     *
     * @param schema its fields as JSON text
     */
    public void created(String collection, String schema, Actor actor) {
        track(new CreateTable(DATABASE, collection, schema), collection, actor);
    }

    /** A collection has other fields than before; both as JSON text. */
    public void altered(String collection, String before, String after, Actor actor) {
        track(new AlterTable(DATABASE, collection, before, after), collection, actor);
    }

    /** A collection is gone. */
    public void dropped(String collection, Actor actor) {
        track(new DropTable(DATABASE, collection), collection, actor);
    }

    private void track(BuiltInEvent event, String collection, Actor actor) {
        events.track(event, DATABASE + '/' + collection, actor);
    }
}
