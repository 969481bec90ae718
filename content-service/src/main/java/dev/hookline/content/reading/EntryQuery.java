package dev.hookline.content.reading;

import dev.hookline.content.entry.EntryStatus;
import dev.hookline.content.field.FieldSet;
import dev.hookline.kit.page.PageParameters;
import dev.hookline.kit.page.PageRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a collection a client wants to see.
 *
 * @param conditions the parameters that narrow the list, in alphabetical order: with the order they
 *     say which list a cursor belongs to
 */
record EntryQuery(
        PageRequest page,
        EntryOrder order,
        @Nullable EntryStatus status,
        @Nullable String slug,
        List<FieldFilter> filters,
        String conditions) {

    private static final String FIELD = "data.";
    private static final int MAX_FILTERS = 20;

    EntryQuery {
        filters = List.copyOf(filters);
    }

    /** Reads the query parameters; whatever is unknown is refused by its name. */
    static EntryQuery of(MultivaluedMap<String, String> parameters, FieldSet fields) {
        var single = new TreeMap<String, String>();
        parameters.forEach((name, values) -> single.put(name, only(name, values)));
        var filters = new ArrayList<FieldFilter>();
        EntryStatus status = null;
        String slug = null;
        for (var parameter : single.entrySet()) {
            var name = parameter.getKey();
            switch (name) {
                case "limit", "cursor", EntryOrder.PARAMETER -> {}
                case "status" -> status = statusOf(parameter.getValue());
                case "slug" -> slug = InvalidParameter.refuseFlaw(name, parameter.getValue());
                default -> filters.add(filterOf(name, parameter.getValue(), fields));
            }
        }
        if (filters.size() > MAX_FILTERS) {
            throw InvalidParameter.of("data", "must be at most " + MAX_FILTERS + " filters");
        }
        return new EntryQuery(
                PageParameters.of(single.get("limit"), single.get("cursor")),
                EntryOrder.of(single.get(EntryOrder.PARAMETER), fields),
                status,
                slug,
                filters,
                conditionsIn(single));
    }

    private static String only(String name, List<String> values) {
        if (values.size() > 1) {
            throw InvalidParameter.of(name, "must be there only once");
        }
        return values.getFirst();
    }

    private static EntryStatus statusOf(String name) {
        return EntryStatus.find(name)
                .orElseThrow(() ->
                        InvalidParameter.of(
                                "status", "must be draft, scheduled, published or trashed"));
    }

    private static FieldFilter filterOf(String name, String value, FieldSet fields) {
        if (!name.startsWith(FIELD)) {
            throw InvalidParameter.of(name, "unknown parameter");
        }
        var path = name.substring(FIELD.length()).split("\\.", 2);
        var field =
                fields.find(path[0])
                        .orElseThrow(() -> InvalidParameter.of(name, "there is no such field"));
        var operator =
                path.length == 1
                        ? Operator.EQ
                        : Operator.find(path[1])
                                .orElseThrow(() ->
                                        InvalidParameter.of(
                                                name,
                                                "the operator must be one of " + Operator.names()));
        return FieldFilter.of(name, field, operator, value);
    }

    private static String conditionsIn(Map<String, String> parameters) {
        var conditions = new TreeMap<>(parameters);
        conditions.keySet().removeAll(List.of("limit", "cursor"));
        return conditions.toString();
    }
}
