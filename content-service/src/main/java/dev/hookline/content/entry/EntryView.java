package dev.hookline.content.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.field.FieldSet;
import dev.hookline.schemas.event.ContentItem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as clients see it: what hooks are told about it, and a little more for those who write.
 *
 * @param hasUnpublishedChanges null for readers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(@JsonUnwrapped ContentItem item, @Nullable Boolean hasUnpublishedChanges) {

    /** What those see who write: the working copy. */
    public static EntryView working(Entry entry, FieldSet fields) {
        return new EntryView(item(entry, fields), entry.hasUnpublishedChanges());
    }

    /**
     * What everybody sees: the live copy.
     *
     * @throws dev.hookline.kit.problem.ProblemException 404 when there is none
     */
    public static EntryView live(Entry entry, FieldSet fields) {
        var live = entry.lifecycle().live().orElseThrow(entry.key()::notFound);
        return new EntryView(
                new ContentItem(
                        entry.key().id(),
                        entry.key().collection(),
                        live.content().slug(),
                        EntryStatus.PUBLISHED.wireName(),
                        mapOf(live.content().data(), fields),
                        live.version(),
                        entry.authorId(),
                        entry.createdAt(),
                        live.updatedAt(),
                        live.publishedAt(),
                        null),
                null);
    }

    /** The whole entry as hooks are told about it: its working copy. */
    public static ContentItem item(Entry entry, FieldSet fields) {
        return new ContentItem(
                entry.key().id(),
                entry.key().collection(),
                entry.content().slug(),
                entry.status().wireName(),
                mapOf(entry.content().data(), fields),
                entry.version(),
                entry.authorId(),
                entry.createdAt(),
                entry.updatedAt(),
                entry.lifecycle().live().map(LiveCopy::publishedAt).orElse(null),
                entry.lifecycle().schedule().map(Schedule::at).orElse(null));
    }

    public long version() {
        return item.version();
    }

    /** The fields as clients see them: those the collection has, with its defaults. */
    public static Map<String, @Nullable Object> mapOf(ObjectNode data, FieldSet fields) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields.project(data).properties()) {
            map.put(field.getKey(), field.getValue());
        }
        return map;
    }
}
