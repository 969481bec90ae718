package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Checked;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a plugin registers.
 *
 * @param name unique among all plugins, {@code upload-csvs}
 * @param abbreviation unique among all plugins; better none
 * @param description the second part of a sentence that starts "A user with this permission can"
 * @param takesDatabase whether it can be granted for one database
 * @param takesResource whether it can be granted for one table, view or saved query
 * @param byDefault whether everybody has it unless it is refused
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PermissionDeclaration(
        String name,
        @JsonProperty("abbr") @Nullable String abbreviation,
        @Nullable String description,
        @JsonProperty("takes_database") boolean takesDatabase,
        @JsonProperty("takes_resource") boolean takesResource,
        @JsonProperty("default") boolean byDefault) {

    public PermissionDeclaration {
        Checked.text(name, "name");
    }
}
