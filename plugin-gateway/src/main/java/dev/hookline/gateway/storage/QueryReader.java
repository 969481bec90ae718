package dev.hookline.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a query; every fault of it is reported at once. */
final class QueryReader {

    private static final int MOST_CONDITIONS = 32;
    private static final int MOST_SORT_FIELDS = 8;
    private static final Map<String, Boolean> DIRECTIONS = Map.of("asc", false, "desc", true);

    private final DocumentTable table;
    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable String suggestion;

    private QueryReader(DocumentTable table, JsonNode body) {
        this.table = table;
        this.body = body;
    }

    /**
     * Reads {@code {"where", "orderBy", "limit", "cursor"}}, all of them optional.
     *
     * @throws ProblemException 400 {@code invalid-parameter}
     */
    static DocumentQuery query(DocumentTable table, JsonNode body) {
        var reader = new QueryReader(table, body);
        reader.takeOnly(Set.of("where", "orderBy", "limit", "cursor"));
        var query =
                new DocumentQuery(
                        reader.where(), reader.orderBy(), reader.limit(), reader.cursor());
        reader.finish();
        return query;
    }

    /**
     * Reads {@code {"where"}}.
     *
     * @throws ProblemException 400 {@code invalid-parameter}
     */
    static List<Condition> conditions(DocumentTable table, JsonNode body) {
        var reader = new QueryReader(table, body);
        reader.takeOnly(Set.of("where"));
        var where = reader.where();
        reader.finish();
        return where;
    }

    private void takeOnly(Set<String> members) {
        if (!body.isObject()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "an object is expected");
        }
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!members.contains(name)) {
                        faults.add(new Fault(name, "is not part of a query"));
                    }
                });
    }

    private List<Condition> where() {
        var where = body.path("where");
        if (where.isMissingNode() || where.isNull()) {
            return List.of();
        }
        if (!where.isObject() || where.size() > MOST_CONDITIONS) {
            faults.add(
                    new Fault(
                            "where",
                            "must be an object of at most " + MOST_CONDITIONS + " fields"));
            return List.of();
        }
        var conditions = new ArrayList<Condition>();
        var operands = new ConditionReader(faults);
        where.properties()
                .forEach(entry -> {
                    if (isIndexed("where", "query on", entry.getKey())) {
                        conditions.addAll(
                                operands.read(new Field(entry.getKey()), entry.getValue()));
                    }
                });
        return conditions;
    }

    private List<SortField> orderBy() {
        var directions = new LinkedHashMap<String, JsonNode>();
        var orderBy = body.path("orderBy");
        // An array for clients whose objects have no order.
        for (var part : orderBy.isArray() ? orderBy : List.of(orderBy)) {
            if (part.isObject()
                    && part.properties().stream()
                            .allMatch(e -> !directions.containsKey(e.getKey()))) {
                part.properties()
                        .forEach(entry -> directions.put(entry.getKey(), entry.getValue()));
            } else if (!part.isMissingNode() && !part.isNull()) {
                faults.add(
                        new Fault("orderBy", "must name each field once, as {\"field\": \"asc\"}"));
            }
        }
        if (directions.size() > MOST_SORT_FIELDS) {
            faults.add(new Fault("orderBy", "may name at most " + MOST_SORT_FIELDS + " fields"));
            return List.of();
        }
        var fields = new ArrayList<SortField>();
        directions.forEach((name, direction) -> {
            var descending = DIRECTIONS.get(direction.asText());
            if (descending == null) {
                faults.add(new Fault("orderBy." + name, "must be asc or desc"));
            } else if (isIndexed("orderBy", "order by", name)) {
                fields.add(new SortField(new Field(name), descending));
            }
        });
        return fields;
    }

    private boolean isIndexed(String member, String purpose, String field) {
        if (table.fields().contains(field)) {
            return true;
        }
        faults.add(
                new Fault(
                        member + "." + field,
                        "Cannot %s non-indexed field '%s'.".formatted(purpose, field)));
        if (suggestion == null) {
            suggestion =
                    "Add '%s' to storage.%s.indexes in plugin '%s' to enable this query."
                            .formatted(field, table.collection(), table.pluginId());
        }
        return false;
    }

    private int limit() {
        var limit = body.path("limit");
        if (limit.isMissingNode() || limit.isNull()) {
            return DocumentQuery.DEFAULT_LIMIT;
        }
        if (limit.isIntegralNumber()
                && limit.canConvertToInt()
                && limit.intValue() >= 1
                && limit.intValue() <= DocumentQuery.MAX_LIMIT) {
            return limit.intValue();
        }
        faults.add(new Fault("limit", "must be between 1 and " + DocumentQuery.MAX_LIMIT));
        return DocumentQuery.DEFAULT_LIMIT;
    }

    private @Nullable String cursor() {
        var cursor = body.path("cursor");
        if (cursor.isMissingNode() || cursor.isNull()) {
            return null;
        }
        if (!cursor.isTextual()) {
            faults.add(new Fault("cursor", "must be the cursor of an answer"));
        }
        return cursor.asText();
    }

    private void finish() {
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_PARAMETER, faults)
                    .with("suggestion", suggestion)
                    .asException();
        }
    }
}
