package dev.hookline.schemas.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/** A compiled schema from outside. Safe to share between threads. */
public final class SuppliedSchema {

    private final Schema schema;

    SuppliedSchema(Schema schema) {
        this.schema = schema;
    }

    /** What is wrong with a value; empty when it fits. */
    public List<Violation> validate(JsonNode value) {
        return Violations.of(schema, value);
    }
}
