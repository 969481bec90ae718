package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table page is being shown; plugins may add to its actions menu. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TableActions(
        WebRequest request, @Nullable Actor actor, String database, String table) {

    public TableActions {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(table, "table");
    }
}
