package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something notable has happened: an event of the platform, or of a type that a plugin registered.
 *
 * @param id stable across retries
 * @param name the event type, {@code ban-user}
 * @param actor who caused it, null for nobody
 * @param properties as the event type's schema describes them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TrackedEvent(
        String id,
        String name,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant created,
        @Nullable Actor actor,
        Map<String, @Nullable Object> properties) {

    public TrackedEvent {
        Checked.text(id, "id");
        Checked.text(name, "name");
        Objects.requireNonNull(created, "created");
        properties = Checked.map(properties, "properties");
    }
}
