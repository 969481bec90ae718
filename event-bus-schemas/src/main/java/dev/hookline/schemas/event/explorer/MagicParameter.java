package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A saved query needs a value from the plugin that owns the parameter's prefix.
 *
 * @param prefix the part of {@code :_prefix_rest} that names the owner
 * @param key the rest of the parameter's name
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MagicParameter(
        WebRequest request, @Nullable Actor actor, String prefix, String key, Query query) {

    public MagicParameter {
        Objects.requireNonNull(request, "request");
        Checked.text(prefix, "prefix");
        Checked.text(key, "key");
        Objects.requireNonNull(query, "query");
    }

    /**
     * The saved query that is about to run.
     *
     * @param write whether it changes data
     */
    public record Query(String database, String name, boolean write) {

        public Query {
            Checked.text(database, "database");
            Checked.text(name, "name");
        }
    }
}
