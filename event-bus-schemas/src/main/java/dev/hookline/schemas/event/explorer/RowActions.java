package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row page is being shown; plugins may add to its actions menu.
 *
 * @param pks the row's primary key as text, in the order of its columns
 * @param row the row by column; binary values as {@code {"$base64": true, "encoded": "…"}}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RowActions(
        WebRequest request,
        @Nullable Actor actor,
        String database,
        String table,
        List<String> pks,
        Map<String, @Nullable Object> row) {

    public RowActions {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(table, "table");
        pks = pks == null ? List.of() : List.copyOf(pks);
        row = Checked.map(row, "row");
    }
}
