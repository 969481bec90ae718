package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The homepage is being shown; plugins may add to its actions menu. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HomepageActions(WebRequest request, @Nullable Actor actor) {

    public HomepageActions {
        Objects.requireNonNull(request, "request");
    }
}
