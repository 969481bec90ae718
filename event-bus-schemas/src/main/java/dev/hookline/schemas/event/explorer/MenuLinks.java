package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page is being shown; plugins may add to the navigation menu of every page. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MenuLinks(WebRequest request, @Nullable Actor actor) {

    public MenuLinks {
        Objects.requireNonNull(request, "request");
    }
}
