package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page of a table or view is being shown; plugins may put HTML at its top.
 *
 * @param table the name of the table or of the SQL view
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TopTable(WebRequest request, @Nullable Actor actor, String database, String table) {

    public TopTable {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(table, "table");
    }
}
