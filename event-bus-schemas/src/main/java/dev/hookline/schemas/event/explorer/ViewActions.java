package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import org.jspecify.annotations.Nullable;

/**
 * The page of an SQL view is being shown; plugins may add to its actions menu.
 *
 * @param request the visitor's request, null when there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ViewActions(
        @Nullable WebRequest request, @Nullable Actor actor, String database, String view) {

    public ViewActions {
        Checked.text(database, "database");
        Checked.text(view, "view");
    }
}
