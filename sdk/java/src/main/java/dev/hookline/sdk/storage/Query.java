package dev.hookline.sdk.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents, in which order, and how many. The fields that it names must be in an index of
 * the collection.
 */
public final class Query {

    private final Map<String, @Nullable Object> where = new LinkedHashMap<>();
    private final Map<String, String> orderBy = new LinkedHashMap<>();
    private final Map<String, Object> paging = new LinkedHashMap<>();

    private Query() {}

    /** Every document, the oldest first, fifty at a time. */
    public static Query all() {
        return new Query();
    }

    /** Only documents whose field equals a text, a number or a truth value. */
    public Query where(String field, Object value) {
        where.put(field, value);
        return this;
    }

    /** Only documents whose field is null or absent. */
    public Query whereNull(String field) {
        where.put(field, null);
        return this;
    }

    public Query where(String field, Condition condition) {
        where.put(field, condition.operators());
        return this;
    }

    public Query ascending(String field) {
        orderBy.put(field, "asc");
        return this;
    }

    public Query descending(String field) {
        orderBy.put(field, "desc");
        return this;
    }

    /** At most so many, 1 to 1000. */
    public Query limit(int most) {
        paging.put("limit", most);
        return this;
    }

    /** Goes on where a page ended; everything else must be as it was for that page. */
    public Query after(String cursor) {
        paging.put("cursor", cursor);
        return this;
    }

    Map<String, @Nullable Object> where() {
        return where;
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>(paging);
        if (!where.isEmpty()) {
            json.put("where", where);
        }
        if (!orderBy.isEmpty()) {
            json.put("orderBy", orderBy);
        }
        return json;
    }
}
