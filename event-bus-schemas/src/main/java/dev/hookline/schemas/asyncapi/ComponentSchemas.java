package dev.hookline.schemas.asyncapi;

import static dev.hookline.schemas.asyncapi.AsyncApiDocument.object;
import static dev.hookline.schemas.asyncapi.AsyncApiDocument.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.schemas.hook.SchemaUris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The committed schemas as AsyncAPI schema objects. They use only what both understand alike; what
 * differs is how they are named and found.
 */
final class ComponentSchemas {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String FOLDER = "/schemas/";
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ComponentSchemas() {}

    static ObjectNode read(String uri) {
        return readResource(SchemaUris.resourceOf(uri));
    }

    private static ObjectNode readResource(String resource) {
        try (var stream = ComponentSchemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such schema: " + resource);
            }
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode referenceTo(String uri) {
        return reference(COMPONENTS + keyOf(uri));
    }

    /** Every schema that is referred to, directly or through others, in alphabetical order. */
    static ObjectNode usedBy(JsonNode components) {
        var used = new TreeMap<String, JsonNode>();
        collect(components, used);
        var schemas = object();
        used.forEach(schemas::set);
        return schemas;
    }

    private static void collect(JsonNode node, Map<String, JsonNode> used) {
        for (var target : node.findValuesAsText("$ref")) {
            var key = target.substring(target.lastIndexOf('/') + 1);
            if (target.startsWith(COMPONENTS) && !used.containsKey(key)) {
                var schema = component(key);
                used.put(key, schema);
                collect(schema, used);
            }
        }
    }

    private static JsonNode component(String key) {
        var schema = readResource(FOLDER + key + SUFFIX);
        schema.remove("$schema");
        // With an id, references would be resolved against it instead of the document.
        schema.set("x-schema-uri", schema.remove("$id"));
        redirect(schema);
        return schema;
    }

    private static void redirect(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            var target = object.get("$ref").textValue();
            object.set("$ref", TextNode.valueOf(COMPONENTS + keyOf(target)));
        }
        node.forEach(ComponentSchemas::redirect);
    }

    /** {@code actor.type.v1} for {@code urn:hookline:schema:actor.type:1}. */
    private static String keyOf(String uri) {
        var resource = SchemaUris.resourceOf(uri);
        return resource.substring(FOLDER.length(), resource.length() - SUFFIX.length());
    }
}
