package dev.hookline.sdk;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A permission that a plugin registers.
 *
 * @param name unique among all plugins, {@code upload-csvs}
 * @param description the second part of a sentence that starts "A user with this permission can"
 * @param takesDatabase whether it can be granted for one database
 * @param takesResource whether it can be granted for one table, view or saved query
 * @param byDefault whether everybody has it unless it is refused
 */
public record Permission(
        String name,
        String description,
        @JsonProperty("takes_database") boolean takesDatabase,
        @JsonProperty("takes_resource") boolean takesResource,
        @JsonProperty("default") boolean byDefault) {}
