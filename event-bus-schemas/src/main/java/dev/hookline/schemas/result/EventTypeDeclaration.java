package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Checked;
import org.jspecify.annotations.Nullable;

/**
 * A type of tracked events that a plugin registers.
 *
 * @param name unique among all plugins, {@code ban-user}
 * @param schema JSON Schema 2020-12 of the event's properties; null when any object fits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventTypeDeclaration(String name, @Nullable ObjectNode schema) {

    public EventTypeDeclaration {
        Checked.text(name, "name");
    }
}
