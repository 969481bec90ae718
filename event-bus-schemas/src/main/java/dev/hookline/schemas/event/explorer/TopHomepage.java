package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The homepage is being shown; plugins may put HTML at its top. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TopHomepage(WebRequest request, @Nullable Actor actor) {

    public TopHomepage {
        Objects.requireNonNull(request, "request");
    }
}
