package dev.hookline.schemas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.SchemaUris;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {

    /** What JSON Schema 2020-12 and AsyncAPI's schema objects spell and understand alike. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    "$schema",
                    "$id",
                    "$ref",
                    "title",
                    "description",
                    "type",
                    "enum",
                    "const",
                    "properties",
                    "required",
                    "additionalProperties",
                    "propertyNames",
                    "maxProperties",
                    "items",
                    "minItems",
                    "maxItems",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "format",
                    "minimum",
                    "maximum",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "not",
                    "if",
                    "then",
                    "else");

    private static final Schema META_SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    static Stream<String> names() {
        return SchemaFiles.names().stream();
    }

    @Test
    void describeEveryEventAnswerAndMessage() {
        var hooks =
                HookCatalogue.all().stream()
                        .flatMap(hook -> Stream.of(hook.eventSchema(), hook.resultSchema()));
        var messages =
                Stream.of(
                                MessageTypes.HOOK_QUESTIONS,
                                MessageTypes.HOOK_REPLY,
                                MessageTypes.PLUGIN_CHANGED,
                                MessageTypes.PLUGIN_TRANSITION)
                        .map(type -> SchemaUris.of(type, "event"));
        var expected =
                Stream.concat(hooks, messages)
                        .map(uri -> SchemaUris.resourceOf(uri).substring("/schemas/".length()))
                        .toList();
        assertThat(names().filter(name -> name.matches(".*\\.(event|result)\\.v1\\.json")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isIdentifiedByTheUriThatLeadsToIt(String name) {
        var schema = Json.resource("/schemas/" + name);
        assertThat(schema.path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(SchemaUris.resourceOf(schema.path("$id").asText()))
                .isEqualTo("/schemas/" + name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isADocumentedJsonSchema(String name) {
        var schema = Json.resource("/schemas/" + name);
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).endsWith(".");
        var faults = new ArrayList<String>();
        collectFaults(name, schema, faults);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAcceptedByTheMetaSchema(String name) {
        assertThat(META_SCHEMA.validate(Json.resource("/schemas/" + name))).isEmpty();
    }

    @Test
    void onlyDeclaredHooksHaveEventSchemasThatNothingFits() {
        assertThat(HookCatalogue.all())
                .allMatch(
                        hook -> hook.isCalled() != SchemaFiles.read(hook.eventSchema()).has("not"));
    }

    @Test
    void eventsTolerateFurtherProperties() {
        for (HookDefinition hook : HookCatalogue.all()) {
            assertThat(
                            SchemaFiles.read(hook.eventSchema())
                                    .findValuesAsText("additionalProperties"))
                    .as(hook.name())
                    .doesNotContain("false");
        }
    }

    private static void collectFaults(String place, JsonNode schema, List<String> faults) {
        schema.fieldNames()
                .forEachRemaining(keyword -> {
                    if (!KEYWORDS.contains(keyword)) {
                        faults.add(place + " uses " + keyword);
                    }
                });
        if (schema.has("$ref") && schema.size() > 1) {
            faults.add(place + " has keywords beside $ref, which older readers ignore");
        }
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    var where = place + "." + property.getKey();
                    if (isUndocumented(property.getValue())) {
                        faults.add(where + " has no description");
                    }
                    collectFaults(where, property.getValue(), faults);
                });
        for (var keyword : List.of("items", "additionalProperties", "not", "if", "then", "else")) {
            if (schema.path(keyword).isObject()) {
                collectFaults(place + "/" + keyword, schema.path(keyword), faults);
            }
        }
        for (var keyword : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(keyword)
                    .forEach(part -> collectFaults(place + "/" + keyword, part, faults));
        }
    }

    private static boolean isUndocumented(JsonNode property) {
        return !property.isEmpty()
                && !property.has("const")
                && !property.has("$ref")
                && !property.path("description").asText().endsWith(".");
    }
}
