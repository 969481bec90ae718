package dev.hookline.content.reading;

import dev.hookline.content.field.Comparison;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.store.EntryPages.Copy;
import dev.hookline.kit.page.Cursor;
import dev.hookline.schemas.event.ContentItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list; entries with the same value are ordered by id, so that every order is total.
 *
 * @param parameter as the client wrote it, {@code -createdAt}
 */
record EntryOrder(String parameter, SortKey key, boolean isDescending) {

    static final String PARAMETER = "orderBy";

    private static final String DEFAULT = "-createdAt";
    private static final String FIELD = "data.";
    private static final int CURSOR_VALUES = 2;

    private static final Map<String, SortKey> PROPERTIES =
            Map.of(
                    "createdAt",
                    new SortKey.Time(copy -> "created_at", ContentItem::createdAt),
                    "updatedAt",
                    new SortKey.Time(Copy::updateColumn, ContentItem::updatedAt),
                    "publishedAt",
                    SortKey.Time.orNever("published_at", ContentItem::publishedAt),
                    "slug",
                    new SortKey.Name(Copy::slugColumn, ContentItem::slug),
                    "id",
                    new SortKey.Name(copy -> "id", ContentItem::id));

    /** Reads the parameter; entries come newest first when there is none. */
    static EntryOrder of(@Nullable String parameter, FieldSet fields) {
        var wanted = parameter == null ? DEFAULT : parameter;
        boolean isDescending = wanted.startsWith("-");
        var name = isDescending ? wanted.substring(1) : wanted;
        var key =
                name.startsWith(FIELD)
                        ? fieldKey(fields, name.substring(FIELD.length()))
                        : PROPERTIES.get(name);
        if (key == null) {
            throw InvalidParameter.of(
                    PARAMETER,
                    "must be createdAt, updatedAt, publishedAt, slug, id or data.<field>, with a -"
                            + " before it for descending order");
        }
        return new EntryOrder(wanted, key, isDescending);
    }

    String sql(Sql sql, Copy copy) {
        var direction = isDescending ? " DESC" : "";
        return key.expression(sql, copy) + direction + ", id" + direction;
    }

    /** Leaves only what comes after the end of an earlier page. */
    void addTo(Sql sql, Copy copy, Cursor cursor) {
        sql.and(
                "("
                        + key.expression(sql, copy)
                        + ", id) "
                        + (isDescending ? '<' : '>')
                        + " ("
                        + key.bind(sql, cursor.values().getFirst())
                        + ", "
                        + sql.bind(cursor.values().getLast(), "text")
                        + ")");
    }

    Cursor cursorAfter(ContentItem item, String list) {
        return Cursor.after(list, List.of(key.valueOf(item), item.id()));
    }

    Cursor read(String cursor, String list) {
        return Cursor.read(cursor, list, CURSOR_VALUES);
    }

    private static @Nullable SortKey fieldKey(FieldSet fields, String name) {
        return fields.find(name)
                .filter(field -> field.type().comparison() == Comparison.ORDER)
                .map(EntryOrder::keyOf)
                .orElse(null);
    }

    private static SortKey keyOf(FieldDefinition field) {
        return field.type().isText()
                ? new SortKey.TextField(field)
                : new SortKey.NumberField(field);
    }
}
