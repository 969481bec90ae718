package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database page is being shown; plugins may put HTML at its top. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TopDatabase(WebRequest request, @Nullable Actor actor, String database) {

    public TopDatabase {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
    }
}
