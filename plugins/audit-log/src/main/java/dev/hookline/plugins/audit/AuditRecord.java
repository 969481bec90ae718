package dev.hookline.plugins.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.sdk.HookActor;
import dev.hookline.sdk.HookEvent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param at when this plugin heard of it
 * @param actor who did it, null for the platform itself
 * @param isNew of a save: whether the entry was created
 * @param permanent of a delete: whether it cannot be restored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditRecord(
        String eventId,
        String hook,
        String collection,
        String id,
        String at,
        @Nullable HookActor actor,
        @Nullable Boolean isNew,
        @Nullable Boolean permanent) {

    /** Always with three digits, so that texts sort as the times do. */
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static AuditRecord of(HookEvent event, Instant now) {
        if (event.id().isEmpty()) {
            throw new IllegalArgumentException("an event without an id cannot be recorded once");
        }
        var data = event.data();
        // Deletes carry the id beside the collection, everything else carries the whole entry.
        var id = data.has("id") ? data.path("id") : data.path("content").path("id");
        return new AuditRecord(
                event.id(),
                event.hook(),
                event.text("collection"),
                id.asText(""),
                MILLISECONDS.format(now),
                event.context().actor(),
                data.has("isNew") ? event.flag("isNew") : null,
                data.has("permanent") ? event.flag("permanent") : null);
    }
}
