package dev.hookline.schemas.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/** A compiled schema from outside. Safe to share between threads. */
public final class SuppliedSchema {

    /** About 50 ms of a processor, and 50 MiB if every one of them fails. */
    static final int MAX_CHECKS = 50_000;

    private final Schema schema;
    private final int maxNodes;

    /**
     * Wraps a compiled schema.
     *
     * @param subschemas how many it has, with all references followed
     */
    SuppliedSchema(Schema schema, int subschemas) {
        this.schema = schema;
        this.maxNodes = MAX_CHECKS / Math.max(1, subschemas);
    }

    /**
     * What is wrong with a value, at most 20 violations; empty when it fits. A value of which each
     * part may be checked against each part of the schema more than {@value #MAX_CHECKS} times is
     * refused.
     */
    public List<Violation> validate(JsonNode value) {
        return hasAtMost(maxNodes, value)
                ? Violations.of(schema, value)
                : List.of(
                        new Violation(
                                "",
                                "has too many members and items for a schema of this size: at most "
                                        + maxNodes));
    }

    private static boolean hasAtMost(int nodes, JsonNode value) {
        return left(nodes, value) >= 0;
    }

    private static int left(int nodes, JsonNode value) {
        int left = nodes - 1;
        for (var child : value) {
            if (left < 0) {
                return left;
            }
            left = left(left, child);
        }
        return left;
    }
}
