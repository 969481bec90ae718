package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query page is being shown; plugins may add to its actions menu.
 *
 * @param queryName the saved query's name, null for SQL that the visitor typed
 * @param params the query's named parameters as text
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueryActions(
        WebRequest request,
        @Nullable Actor actor,
        String database,
        @JsonProperty("query_name") @Nullable String queryName,
        String sql,
        Map<String, String> params) {

    public QueryActions {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(sql, "sql");
        params = params == null ? Map.of() : Checked.map(params, "params");
    }
}
