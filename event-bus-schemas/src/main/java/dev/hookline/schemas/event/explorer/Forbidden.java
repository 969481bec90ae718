package dev.hookline.schemas.event.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request has been refused; the first plugin to answer replaces the response.
 *
 * @param message a hint at why, fit for the visitor
 * @param permission the permission that was missing, null when it was something else
 * @param resource what the permission was asked for, null for the whole site
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Forbidden(
        WebRequest request,
        @Nullable Actor actor,
        String message,
        @Nullable String permission,
        @Nullable Resource resource,
        Channel channel) {

    public Forbidden {
        Objects.requireNonNull(request, "request");
        Checked.text(message, "message");
        Objects.requireNonNull(channel, "channel");
    }

    /**
     * What a permission is asked for.
     *
     * @param resource a table, view or saved query of the database; null for all of it
     */
    public record Resource(String database, @Nullable String resource) {

        public Resource {
            Checked.text(database, "database");
        }
    }

    /** What the visitor's client expects. */
    public enum Channel {
        @JsonProperty("html")
        HTML,
        @JsonProperty("json")
        JSON
    }
}
