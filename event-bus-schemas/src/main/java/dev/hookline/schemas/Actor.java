package dev.hookline.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who caused an event. Travels with every hook; an event without an actor was caused by nobody who
 * signed in, or by the platform itself.
 *
 * @param id the subject of the caller's token, or {@code plugin:<id>}
 * @param name a name fit for display
 * @param roles the roles that the caller had at that moment, never empty strings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Actor(String id, @Nullable String name, List<String> roles) {

    public Actor {
        Objects.requireNonNull(id, "id");
        roles = roles == null ? List.of() : List.copyOf(roles);
    }
}
