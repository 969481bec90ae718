package dev.hookline.schemas.validation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of a schema from outside beyond being one: complete in itself and of bounded size
 * with all references followed, so that validation takes time in proportion to the value alone.
 */
final class SuppliedSchemaRules {

    static final int MAX_SUBSCHEMAS = 200;

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> REFUSED =
            Set.of("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$vocabulary");
    private static final Set<String> SCHEMA =
            Set.of(
                    "not",
                    "if",
                    "then",
                    "else",
                    "items",
                    "contains",
                    "additionalProperties",
                    "propertyNames",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "contentSchema");
    private static final Set<String> SCHEMAS_IN_ARRAY =
            Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs");

    private final JsonNode root;
    private final List<Violation> faults = new ArrayList<>();
    private final Map<JsonPointer, Integer> sizes = new HashMap<>();
    private final Set<JsonPointer> open = new HashSet<>();

    SuppliedSchemaRules(JsonNode root) {
        this.root = root;
    }

    /** How many subschemas there are, with all references followed; the limit at most. */
    int subschemas() {
        return Math.min(sizeOf(JsonPointer.empty()), MAX_SUBSCHEMAS);
    }

    List<Violation> faults() {
        if (sizeOf(JsonPointer.empty()) > MAX_SUBSCHEMAS && faults.isEmpty()) {
            report(
                    JsonPointer.empty(),
                    "has more than " + MAX_SUBSCHEMAS + " subschemas once references are followed");
        }
        return faults;
    }

    /** How many subschemas there are at a place, itself included; saturates above the limit. */
    private int sizeOf(JsonPointer place) {
        var known = sizes.get(place);
        if (known != null) {
            return known;
        }
        if (!open.add(place)) {
            report(place, "refers to itself without end");
            return 0;
        }
        int size = 1;
        for (var member : root.at(place).properties()) {
            size =
                    Math.min(
                            size + sizeOf(place, member.getKey(), member.getValue()),
                            MAX_SUBSCHEMAS + 1);
        }
        open.remove(place);
        sizes.put(place, size);
        return size;
    }

    private int sizeOf(JsonPointer schema, String keyword, JsonNode value) {
        var place = schema.appendProperty(keyword);
        if (keyword.equals("$ref")) {
            return sizeOfTarget(place, value.asText());
        }
        if (REFUSED.contains(keyword) || (keyword.equals("$id") && !schema.matches())) {
            report(place, "is not supported here");
        } else if (keyword.equals("$schema") && !value.asText().equals(DIALECT)) {
            report(place, "must be " + DIALECT);
        } else if (SCHEMA.contains(keyword)) {
            return sizeOf(place);
        } else if (SCHEMAS_IN_ARRAY.contains(keyword)) {
            return sum(value.size(), index -> place.appendIndex(index));
        } else if (SCHEMAS_BY_NAME.contains(keyword)) {
            var names = new ArrayList<String>();
            value.fieldNames().forEachRemaining(names::add);
            return sum(names.size(), index -> place.appendProperty(names.get(index)));
        }
        return 0;
    }

    private interface Place {
        JsonPointer at(int index);
    }

    private int sum(int count, Place place) {
        int sum = 0;
        for (int i = 0; i < count && sum <= MAX_SUBSCHEMAS; i++) {
            sum += sizeOf(place.at(i));
        }
        return sum;
    }

    private int sizeOfTarget(JsonPointer place, String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            report(place, "must stay within this schema: " + reference);
            return 0;
        }
        var target = JsonPointer.compile(reference.substring(1));
        if (root.at(target).isMissingNode()) {
            report(place, "leads nowhere: " + reference);
            return 0;
        }
        return sizeOf(target);
    }

    private void report(JsonPointer place, String message) {
        faults.add(new Violation(place.toString(), message));
    }
}
