package dev.hookline.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Json;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules themselves: the guard must be able to fail. */
class SchemaComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'properties': {'a': {}}}                           | {'properties': {'b': {}}}
                    {'properties': {'a': {}}}                           | {}
                    {'properties': {'a': {'properties': {'b': {}}}}}    | {'properties': {'a': {}}}
                    {'items': {'properties': {'b': {}}}}                | {'items': {}}
                    """)
    void removedPropertyBreaksEventsAndAnswers(String released, String changed) {
        assertThat(faults(Role.EVENT, released, changed)).isNotEmpty();
        assertThat(faults(Role.ANSWER, released, changed)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                    | {'required': ['a']}
                    {'required': ['a']}                   | {'required': ['a', 'b']}
                    {'type': ['string', 'null']}          | {'type': 'string'}
                    {}                                    | {'type': 'object'}
                    {'type': 'number'}                    | {'type': 'integer'}
                    {'enum': ['a', 'b']}                  | {'enum': ['a']}
                    {'enum': ['a', 'b']}                  | {'const': 'a'}
                    {}                                    | {'enum': ['a']}
                    {'minLength': 1}                      | {'minLength': 2}
                    {}                                    | {'minLength': 1}
                    {}                                    | {'minimum': 0}
                    {'maxLength': 9}                      | {'maxLength': 8}
                    {}                                    | {'maxLength': 8}
                    {'maxItems': 9}                       | {'maxItems': 8}
                    {}                                    | {'maxProperties': 8}
                    {}                                    | {'pattern': 'x'}
                    {'pattern': 'x'}                      | {'pattern': 'y'}
                    {}                                    | {'format': 'uri'}
                    {}                                    | {'additionalProperties': false}
                    {}                                    | {'additionalProperties': {'type': 'string'}}
                    {}                                    | {'items': {'type': 'string'}}
                    {}                                    | {'propertyNames': {'pattern': '^x'}}
                    {}                                    | {'allOf': [{'type': 'object'}]}
                    {}                                    | {'not': {'type': 'null'}}
                    {'properties': {'a': {}}}             | {'properties': {'a': {'type': 'string'}}}
                    {'if': {}, 'then': {}}                | {'if': {}, 'then': {'type': 'object'}}
                    """)
    void narrowingBreaksEventsAndAnswers(String released, String changed) {
        assertThat(faults(Role.EVENT, released, changed)).isNotEmpty();
        assertThat(faults(Role.ANSWER, released, changed)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'required': ['a']}                           | {}
                    {'type': 'string'}                            | {'type': ['string', 'null']}
                    {'type': 'object'}                            | {}
                    {'type': 'integer'}                           | {'type': 'number'}
                    {'enum': ['a']}                               | {'enum': ['a', 'b']}
                    {'const': 'a'}                                | {}
                    {'minLength': 2}                              | {'minLength': 1}
                    {'minimum': 0}                                | {}
                    {'maxLength': 8}                              | {'maxLength': 9}
                    {'maxItems': 8}                               | {}
                    {'pattern': 'x'}                              | {}
                    {'format': 'uri'}                             | {}
                    {'additionalProperties': false}               | {}
                    {'additionalProperties': {'type': 'string'}}  | {}
                    {'items': {'type': 'string'}}                 | {'items': {}}
                    """)
    void wideningBreaksEventsAlone(String released, String changed) {
        assertThat(faults(Role.EVENT, released, changed)).isNotEmpty();
        assertThat(faults(Role.ANSWER, released, changed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                             | {'properties': {'a': {'type': 'string'}}}
                    {'title': 'A'}                 | {'title': 'B', 'description': 'C'}
                    {'const': 'a'}                 | {'enum': ['a']}
                    {'type': 'string'}             | {'type': ['string']}
                    {'required': ['a', 'b']}       | {'required': ['b', 'a']}
                    {'type': 'number'}             | {'type': ['integer', 'number']}
                    """)
    void optionalPropertiesAndWordsMayChange(String released, String changed) {
        assertThat(faults(Role.EVENT, released, changed)).isEmpty();
        assertThat(faults(Role.ANSWER, released, changed)).isEmpty();
    }

    @Test
    void answersMayGetAFurtherKind() {
        var meta =
                "{'if': {'properties': {'kind': {'const': 'meta'}}}, 'then': {'required':"
                        + " ['name']}}";
        var icon = meta.replace("'meta'", "'icon'");
        var released = "{'properties': {'kind': {'enum': ['meta']}}, 'allOf': [" + meta + "]}";
        var changed =
                "{'properties': {'kind': {'enum': ['meta', 'icon']}}, 'allOf': ["
                        + meta
                        + ", "
                        + icon
                        + "]}";

        assertThat(faults(Role.ANSWER, released, changed)).isEmpty();
        assertThat(faults(Role.EVENT, released, changed)).isNotEmpty();
        assertThat(faults(Role.ANSWER, changed, released)).isNotEmpty();
    }

    @Test
    void looksBehindReferences() {
        UnaryOperator<JsonNode> old = references(Map.of("a", "{'maxLength': 9}"));
        UnaryOperator<JsonNode> now = references(Map.of("a", "{'maxLength': 8}"));
        var schema = Json.json("{'properties': {'x': {'$ref': 'a'}}}");

        assertThat(new SchemaComparison(Role.ANSWER, old, now).faults(schema, schema))
                .containsExactly("/x: maxLength is stricter");
        assertThat(new SchemaComparison(Role.ANSWER, old, old).faults(schema, schema)).isEmpty();
    }

    private static UnaryOperator<JsonNode> references(Map<String, String> targets) {
        return schema ->
                schema.has("$ref") ? Json.json(targets.get(schema.get("$ref").asText())) : schema;
    }

    private static List<String> faults(Role role, String released, String changed) {
        return new SchemaComparison(role, UnaryOperator.identity(), UnaryOperator.identity())
                .faults(Json.json(released), Json.json(changed));
    }
}
