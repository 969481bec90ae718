package dev.hookline.content.store;

import java.util.Set;

/** Whether an entry could be written. */
public sealed interface Placement {

    /** It is written. */
    record Placed() implements Placement {}

    /**
     * Nothing is written.
     *
     * @param fields unique fields, or {@code slug}, whose value another entry holds
     */
    record Taken(Set<String> fields) implements Placement {

        public Taken {
            fields = Set.copyOf(fields);
        }
    }
}
