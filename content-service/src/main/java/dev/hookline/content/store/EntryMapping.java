package dev.hookline.content.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.Lifecycle;
import dev.hookline.content.entry.LiveCopy;
import dev.hookline.content.entry.Schedule;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns rows into entries and back. */
@ApplicationScoped
class EntryMapping {

    private final ObjectMapper json;

    EntryMapping(ObjectMapper json) {
        this.json = json;
    }

    Entry entryOf(EntryRow row) {
        var content = new EntryContent(row.slug, read(row.data));
        return new Entry(
                row.key,
                content,
                lifecycleOf(row, content),
                row.version,
                row.revision,
                row.authorId,
                row.createdAt,
                row.updatedAt);
    }

    EntryRow newRowOf(Entry entry) {
        var row = new EntryRow();
        row.key = entry.key();
        row.authorId = entry.authorId();
        row.createdAt = entry.createdAt();
        write(entry, null, row);
        return row;
    }

    /**
     * Brings a row to the state of an entry.
     *
     * @param before what the row says now, null for a new row; unchanged JSON is left alone
     */
    void write(Entry entry, @Nullable Entry before, EntryRow row) {
        if (before == null || before.content() != entry.content()) {
            row.slug = entry.content().slug();
            row.data = text(entry.content().data());
        }
        row.status = entry.status();
        row.version = entry.version();
        row.revision = entry.revision();
        row.updatedAt = entry.updatedAt();
        var live = entry.lifecycle().live().orElse(null);
        if (before == null || before.lifecycle().live().orElse(null) != live) {
            writeLive(live, row);
        }
        var schedule = entry.lifecycle().schedule().orElse(null);
        row.scheduledAt = schedule == null ? null : schedule.at();
        row.scheduledBy = schedule == null ? null : text(schedule.by());
        row.trashedAt =
                entry.lifecycle() instanceof Lifecycle.Trashed trashed ? trashed.at() : null;
    }

    private void writeLive(@Nullable LiveCopy live, EntryRow row) {
        row.liveSlug = live == null ? null : live.content().slug();
        row.liveData = live == null ? null : text(live.content().data());
        row.liveRevision = live == null ? null : live.revision();
        row.liveVersion = live == null ? null : live.version();
        row.liveUpdatedAt = live == null ? null : live.updatedAt();
        row.publishedAt = live == null ? null : live.publishedAt();
    }

    private Lifecycle lifecycleOf(EntryRow row, EntryContent working) {
        return switch (row.status) {
            case DRAFT -> new Lifecycle.Draft();
            case SCHEDULED -> new Lifecycle.Scheduled(scheduleOf(row));
            case PUBLISHED ->
                    new Lifecycle.Published(
                            liveOf(row, working), row.scheduledAt == null ? null : scheduleOf(row));
            case TRASHED -> new Lifecycle.Trashed(required(row.trashedAt, "trashedAt"));
        };
    }

    private LiveCopy liveOf(EntryRow row, EntryContent working) {
        int liveRevision = required(row.liveRevision, "liveRevision");
        var content =
                liveRevision == row.revision
                        ? working
                        : new EntryContent(
                                required(row.liveSlug, "liveSlug"),
                                read(required(row.liveData, "liveData")));
        return new LiveCopy(
                content,
                liveRevision,
                required(row.liveVersion, "liveVersion"),
                required(row.publishedAt, "publishedAt"),
                required(row.liveUpdatedAt, "liveUpdatedAt"));
    }

    /** A column that the table's own constraints fill in this state. */
    private static <T> T required(@Nullable T column, String name) {
        return Objects.requireNonNull(column, name);
    }

    private Schedule scheduleOf(EntryRow row) {
        try {
            return new Schedule(
                    required(row.scheduledAt, "scheduledAt"),
                    LenientJson.read(json, required(row.scheduledBy, "scheduledBy"), Actor.class));
        } catch (JsonProcessingException e) {
            throw unreadable(row, e);
        }
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(Objects.requireNonNull(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are not readable", e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored is always JSON", e);
        }
    }

    private static IllegalStateException unreadable(EntryRow row, Exception cause) {
        return new IllegalStateException(
                "the stored schedule is not readable subject=" + row.key.subject(), cause);
    }
}
