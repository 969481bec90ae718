package dev.hookline.schemas.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/** Runs a compiled schema over a value. */
final class Violations {

    private Violations() {}

    static List<Violation> of(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(e -> new Violation(e.getInstanceLocation().toString(), e.getMessage()))
                .distinct()
                .toList();
    }
}
