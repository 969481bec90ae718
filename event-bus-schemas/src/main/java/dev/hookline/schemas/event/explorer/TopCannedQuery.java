package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A saved query's page is being shown; plugins may put HTML at its top. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TopCannedQuery(
        WebRequest request,
        @Nullable Actor actor,
        String database,
        @JsonProperty("query_name") String queryName) {

    public TopCannedQuery {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(queryName, "query_name");
    }
}
