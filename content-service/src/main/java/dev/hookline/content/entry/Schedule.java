package dev.hookline.content.entry;

import dev.hookline.schemas.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * A publication to come.
 *
 * @param by who asked for it, and will be its actor
 */
public record Schedule(Instant at, Actor by) {

    public Schedule {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
    }
}
