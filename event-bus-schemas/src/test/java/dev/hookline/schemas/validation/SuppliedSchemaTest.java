package dev.hookline.schemas.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.schemas.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppliedSchemaTest {

    private final SchemaValidator validator = new SchemaValidator();

    @Test
    void validatesTheEventTypeOfTheReferenceDocument() {
        var schema =
                compiled(
                        "{'type': 'object', 'properties': {'user': {'type': 'object'}}, 'required':"
                                + " ['user']}");

        assertThat(schema.validate(Json.json("{'user': {'id': 1}}"))).isEmpty();
        assertThat(schema.validate(Json.json("{'user': 1}")))
                .extracting(Violation::path)
                .containsExactly("/user");
        assertThat(schema.validate(Json.json("{}"))).hasSize(1);
    }

    @Test
    void followsReferencesWithinTheSchema() {
        var schema =
                compiled(
                        "{'$defs': {'id': {'type': 'integer'}}, 'properties': {'a': {'$ref':"
                                + " '#/$defs/id'}, 'b': {'$ref': '#/$defs/id'}}}");
        assertThat(schema.validate(Json.json("{'a': 1, 'b': 'x'}")))
                .extracting(Violation::path)
                .containsExactly("/b");
    }

    @Test
    void assertsFormats() {
        var schema = compiled("{'properties': {'at': {'format': 'date-time'}}}");
        assertThat(schema.validate(Json.json("{'at': 'noon'}"))).hasSize(1);
    }

    @Test
    void acceptsARootIdAndTheDialectByName() {
        compiled(
                "{'$id': 'https://example.org/event', '$schema':"
                        + " 'https://json-schema.org/draft/2020-12/schema', 'properties': {'$ref':"
                        + " {'type': 'string'}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type': 'strin'}                                                   | /type
                    {'required': 'user'}                                                | /required
                    {'properties': {'a': {'minLength': -1}}}                            | /properties/a/minLength
                    'text'                                                              |
                    {'$schema': 'http://json-schema.org/draft-07/schema#'}              | /$schema
                    {'properties': {'a': {'$ref': 'http://127.0.0.1:9/a.json'}}}        | /properties/a/$ref
                    {'$ref': 'classpath:application.properties'}                        | /$ref
                    {'$ref': 'urn:hookline:schema:actor.type:1'}                        | /$ref
                    {'$ref': '#/$defs/nothing'}                                         | /$ref
                    {'$ref': '#'}                                                       |
                    {'properties': {'child': {'$ref': '#'}}}                            |
                    {'$dynamicRef': '#meta'}                                            | /$dynamicRef
                    {'properties': {'a': {'$id': 'https://example.org/a'}}}             | /properties/a/$id
                    """)
    void refuses(String schema, String place) {
        assertThat(refusal(schema))
                .extracting(Violation::path)
                .contains(place == null ? "" : place);
    }

    @Test
    void refusesAPatternThatOnlyBacktrackingUnderstands() {
        assertThat(refusal("{'properties': {'a': {'pattern': '(?=x)y'}}}"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("pattern"));
    }

    @Test
    void runsAHostilePatternInLinearTime() {
        var schema = compiled("{'pattern': '^(a+)+$'}");
        var text = TextNode.valueOf("a".repeat(50_000) + "!");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(schema.validate(text)).hasSize(1));
    }

    @Test
    void refusesASchemaThatExplodesOnceItsReferencesAreFollowed() {
        var definitions = new StringBuilder("'d0': {'type': 'object'}");
        for (int i = 1; i <= 40; i++) {
            var below = "{'$ref': '#/$defs/d" + (i - 1) + "'}";
            definitions.append(", 'd%d': {'allOf': [%s, %s]}".formatted(i, below, below));
        }
        var bomb = "{'$defs': {" + definitions + "}, '$ref': '#/$defs/d40'}";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThat(refusal(bomb))
                                .singleElement()
                                .satisfies(f -> assertThat(f.message()).contains("200")));
    }

    @Test
    void refusesASchemaThatChecksEachItemThousandsOfTimes() {
        assertThat(refusal("{'properties': {'a': {'items': {'allOf': [" + types(2000) + "]}}}}"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("200"));
    }

    @Test
    void stopsWhenEnoughIsWrong() {
        var schema = compiled("{'properties': {'a': {'items': {'allOf': [" + types(190) + "]}}}}");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThat(schema.validate(Json.json("{'a': [" + "1,".repeat(200) + "1]}")))
                                .hasSizeLessThanOrEqualTo(20)
                                .isNotEmpty());
    }

    @Test
    void refusesAValueWithTooManyPartsForItsSchema() {
        var schema = compiled("{'properties': {'a': {'items': {'anyOf': [" + types(190) + "]}}}}");
        assertThat(schema.validate(Json.json("{'a': [" + "1,".repeat(2000) + "1]}")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("too many members"));
        assertThat(
                        compiled("{'type': 'object'}")
                                .validate(Json.json("{'a': [" + "1,".repeat(2000) + "1]}")))
                .isEmpty();
    }

    private static String types(int count) {
        return "{'type': 'string'},".repeat(count - 1) + "{'type': 'string'}";
    }

    private SuppliedSchema compiled(String schema) {
        return switch (validator.compile(Json.json(schema))) {
            case Compilation.Compiled compiled -> compiled.schema();
            case Compilation.Refused refused -> Assertions.fail(refused.toString());
        };
    }

    private List<Violation> refusal(String schema) {
        return switch (validator.compile(Json.json(schema))) {
            case Compilation.Compiled compiled -> Assertions.fail("was compiled: " + schema);
            case Compilation.Refused refused -> refused.faults();
        };
    }
}
