package dev.hookline.gateway.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a plugin asks for, checked.
 *
 * @param where all must hold
 * @param orderBy before the order of creation, which always decides at last
 * @param limit 1 to 1000
 */
record DocumentQuery(
        List<Condition> where, List<SortField> orderBy, int limit, @Nullable String cursor) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 1_000;

    DocumentQuery {
        where = List.copyOf(where);
        orderBy = List.copyOf(orderBy);
    }

    /** What a cursor of this query belongs to; another limit is still the same list. */
    String listOf(DocumentTable table) {
        return "storage %s %s %s".formatted(table.name(), where, orderBy);
    }
}
