package dev.hookline.schemas.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import dev.hookline.schemas.hook.SchemaUris;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Validates JSON against the platform's schemas, each compiled once at its first use. Safe to share
 * between threads; one per process is enough.
 */
public final class SchemaValidator {

    private final SchemaRegistry own = Registries.ofOwnSchemas();
    private final SchemaRegistry supplied = Registries.ofSuppliedSchemas();
    private final Schema metaSchema = Registries.metaSchema();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /**
     * What is wrong with a value, at most 20 violations; empty when it fits.
     *
     * @param schemaUri as {@link SchemaUris} names it
     * @throws IllegalArgumentException when there is no such schema
     */
    public List<Violation> validate(String schemaUri, JsonNode value) {
        var schema = compiled.get(schemaUri);
        // Asked first, as computing may lock even when the schema is there.
        return Violations.of(
                schema != null ? schema : compiled.computeIfAbsent(schemaUri, this::compileOwn),
                value);
    }

    /**
     * Compiles a schema from outside, such as that of an event type in a manifest. It is refused
     * when it is no JSON Schema 2020-12, refers to anything outside itself or to itself without
     * end, or grows beyond {@value SuppliedSchemaRules#MAX_SUBSCHEMAS} subschemas once its
     * references are followed.
     */
    public Compilation compile(JsonNode schema) {
        var faults = Violations.of(metaSchema, schema);
        if (!faults.isEmpty()) {
            return new Compilation.Refused(faults);
        }
        var rules = new SuppliedSchemaRules(schema);
        return rules.faults().isEmpty()
                ? compileSupplied(schema, rules.subschemas())
                : new Compilation.Refused(rules.faults());
    }

    private Schema compileOwn(String schemaUri) {
        var resource = SchemaUris.resourceOf(schemaUri);
        if (SchemaValidator.class.getResource(resource) == null) {
            throw new IllegalArgumentException("no such schema: " + schemaUri);
        }
        var schema = own.getSchema(SchemaLocation.of(schemaUri));
        schema.initializeValidators();
        return schema;
    }

    private Compilation compileSupplied(JsonNode node, int subschemas) {
        try {
            var schema = supplied.getSchema(node);
            schema.initializeValidators();
            return new Compilation.Compiled(new SuppliedSchema(schema, subschemas));
        } catch (SchemaException e) {
            return new Compilation.Refused(
                    List.of(new Violation("", String.valueOf(e.getMessage()))));
        }
    }
}
