package dev.hookline.schemas.tracked;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * A type of tracked events that the platform owns.
 *
 * @param name what {@link dev.hookline.schemas.event.TrackedEvent#name()} holds, {@code
 *     insert-rows}
 * @param description one sentence for readers of the list
 * @param schema JSON Schema 2020-12 of the event's properties
 */
public record TrackedEventType(String name, String description, ObjectNode schema) {

    public TrackedEventType {
        Checked.text(name, "name");
        Checked.text(description, "description");
        Objects.requireNonNull(schema, "schema");
    }
}
