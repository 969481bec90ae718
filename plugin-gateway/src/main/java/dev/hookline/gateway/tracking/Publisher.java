package dev.hookline.gateway.tracking;

import dev.hookline.schemas.Actor;
import java.util.List;

/** Who says that something has happened. */
sealed interface Publisher {

    /** The actor of an event whose publisher names none. */
    Actor actor();

    boolean mayPublish(EventType type);

    /** Whether a whole system may be behind it, which publishes more than a person does. */
    boolean isSystem();

    /** Whether the event may say that this actor, somebody else perhaps, has caused it. */
    boolean mayName(Actor actor);

    /**
     * Somebody who signed in. Events of the platform are its own to announce, or an
     * administrator's, on behalf of a system that has no publisher here.
     */
    record Person(Actor actor, boolean isAdmin) implements Publisher {

        @Override
        public boolean isSystem() {
            return isAdmin;
        }

        @Override
        public boolean mayPublish(EventType type) {
            return isAdmin || type instanceof EventType.Registered;
        }

        @Override
        public boolean mayName(Actor other) {
            return isAdmin || other.equals(actor);
        }
    }

    /** A plugin, which knows its own users: it may name whom it likes in events of its own. */
    record Plugin(String id) implements Publisher {

        @Override
        public Actor actor() {
            return new Actor("plugin:" + id, null, List.of());
        }

        @Override
        public boolean isSystem() {
            return false;
        }

        @Override
        public boolean mayPublish(EventType type) {
            return type instanceof EventType.Registered registered
                    && registered.pluginId().equals(id);
        }

        @Override
        public boolean mayName(Actor other) {
            return true;
        }
    }
}
