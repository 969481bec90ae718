package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of typed SQL are being shown; plugins may put HTML at their top. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TopQuery(WebRequest request, @Nullable Actor actor, String database, String sql) {

    public TopQuery {
        Objects.requireNonNull(request, "request");
        Checked.text(database, "database");
        Checked.text(sql, "sql");
    }
}
