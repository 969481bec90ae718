package dev.hookline.content.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSetTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'string'} | 'x' | 'x'",
                "{'type': 'string'} | '' | ''",
                "{'type': 'string', 'min': 2, 'max': 2} | '😀😀' | '😀😀'",
                "{'type': 'string', 'pattern': 'a+'} | 'aaa' | 'aaa'",
                "{'type': 'integer'} | 5.0 | 5",
                "{'type': 'integer'} | 1e3 | 1000",
                "{'type': 'integer'} | 9223372036854775807 | 9223372036854775807",
                "{'type': 'number'} | 1.10 | 1.10",
                "{'type': 'number', 'min': 0.1, 'max': 0.1} | 0.10 | 0.10",
                "{'type': 'boolean'} | false | false",
                "{'type': 'date'} | '2024-02-29' | '2024-02-29'",
                "{'type': 'datetime'} | '2026-11-21T10:30:00+02:00' | '2026-11-21T08:30:00.000Z'",
                "{'type': 'datetime'} | '2026-11-21T08:30:00.123456Z' | '2026-11-21T08:30:00.123Z'",
                "{'type': 'slug'} | 'hello-world' | 'hello-world'",
                "{'type': 'url'} | 'https://example.org/a?b=c#d' | 'https://example.org/a?b=c#d'",
                "{'type': 'email'} | 'ada+news@example.org' | 'ada+news@example.org'",
                "{'type': 'select', 'options': ['S', 'M']} | 'M' | 'M'",
                "{'type': 'multiselect', 'options': ['a', 'b']} | ['b', 'a'] | ['b', 'a']",
                "{'type': 'richtext'} | [{'_type': 'block', 'children': []}] |"
                        + " [{'_type': 'block', 'children': []}]",
                "{'type': 'json'} | {'any': [1, null]} | {'any': [1, null]}",
                "{'type': 'reference', 'collection': 'x'} | '01ARZ3NDEKTSV4RRFFQ69G5FAV' |"
                        + " '01ARZ3NDEKTSV4RRFFQ69G5FAV'",
                "{'type': 'media'} | 'cover_1' | 'cover_1'",
                "{'type': 'string'} | null | null"
            })
    void takesWhatFits(String definition, String value, String stored) {
        assertThat(check(definition, "{'a': " + value + "}"))
                .hasToString("Valid[value=" + object("{'a': " + stored + "}") + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'string'} | 1 | data.a",
                "{'type': 'string'} | 'a\\u0000' | data.a",
                "{'type': 'string'} | '\\uD800' | data.a",
                "{'type': 'string', 'min': 3} | '😀😀' | data.a",
                "{'type': 'string', 'max': 1} | 'ab' | data.a",
                "{'type': 'string', 'pattern': 'a+'} | 'aab' | data.a",
                "{'type': 'string', 'required': true} | null | data.a",
                "{'type': 'string', 'required': true} | '' | data.a",
                "{'type': 'string', 'required': true} | '  ' | data.a",
                "{'type': 'text'} | ['x'] | data.a",
                "{'type': 'integer'} | 5.5 | data.a",
                "{'type': 'integer'} | 9223372036854775808 | data.a",
                "{'type': 'integer'} | 1e99 | data.a",
                "{'type': 'integer'} | 1e999999999 | data.a",
                "{'type': 'integer'} | '5' | data.a",
                "{'type': 'integer', 'min': 3} | 2 | data.a",
                "{'type': 'number', 'max': 3} | 3.01 | data.a",
                "{'type': 'number'} | true | data.a",
                "{'type': 'boolean'} | 'true' | data.a",
                "{'type': 'boolean'} | 0 | data.a",
                "{'type': 'date'} | '2023-02-29' | data.a",
                "{'type': 'date'} | '21.11.2026' | data.a",
                "{'type': 'date'} | '2026-11-21T00:00:00Z' | data.a",
                "{'type': 'datetime'} | '2026-11-21T08:30:00' | data.a",
                "{'type': 'datetime'} | '+99999-11-21T08:30:00Z' | data.a",
                "{'type': 'datetime'} | 1700000000 | data.a",
                "{'type': 'slug'} | 'Hello World' | data.a",
                "{'type': 'url'} | 'javascript:alert(1)' | data.a",
                "{'type': 'url'} | '/relative' | data.a",
                "{'type': 'url'} | 'https://' | data.a",
                "{'type': 'url'} | 'http://exa mple.org' | data.a",
                "{'type': 'email'} | 'ada' | data.a",
                "{'type': 'email'} | 'ada@-x.org' | data.a",
                "{'type': 'email'} | 'a@b@c.org' | data.a",
                "{'type': 'select', 'options': ['S']} | 'M' | data.a",
                "{'type': 'multiselect', 'options': ['a']} | 'a' | data.a",
                "{'type': 'multiselect', 'options': ['a']} | ['a', 'b'] | data.a[1]",
                "{'type': 'multiselect', 'options': ['a']} | ['a', 'a'] | data.a[1]",
                "{'type': 'multiselect', 'options': ['a']} | [1] | data.a[0]",
                "{'type': 'multiselect', 'options': ['a', 'b'], 'max': 1} | ['a', 'b'] | data.a",
                "{'type': 'multiselect', 'options': ['a'], 'required': true} | [] | data.a",
                "{'type': 'richtext'} | 'text' | data.a",
                "{'type': 'richtext'} | [{'_type': 'block'}, {}] | data.a[1]._type",
                "{'type': 'richtext'} | [{'_type': 1}] | data.a[0]._type",
                "{'type': 'richtext'} | ['x'] | data.a[0]",
                "{'type': 'json'} | {'x': ['\\u0000']} | data.a",
                "{'type': 'reference', 'collection': 'x'} | 'a b' | data.a",
                "{'type': 'media'} | '../etc' | data.a"
            })
    void namesTheFieldThatDoesNotFit(String definition, String value, String place) {
        assertThat(faults(check(definition, "{'a': " + value + "}")))
                .extracting(Fault::field)
                .containsExactly(place);
    }

    @Test
    void refusesUnknownFieldsByName() {
        var faults = faults(check("{'type': 'string'}", "{'b': 1, 'slug': 'x', 'c\\u0000': 2}"));
        assertThat(faults)
                .extracting(Fault::field)
                .containsExactly("data.b", "data.slug", "data.?");
        assertThat(faults.get(1).message()).contains("beside its data");
    }

    @Test
    void namesEveryMissingField() {
        var fields =
                fields(
                        "[{'name': 'a', 'type': 'string', 'required': true},"
                                + " {'name': 'b', 'type': 'json', 'required': true}]");
        assertThat(faults(fields.check(object("{}"), "data")))
                .extracting(Fault::field)
                .containsExactly("data.a", "data.b");
    }

    @Test
    void showsFieldsInOrderWithDefaultsForWhatIsNotThere() {
        var fields =
                fields(
                        "[{'name': 'b', 'type': 'integer', 'default': 7},"
                                + " {'name': 'a', 'type': 'string'},"
                                + " {'name': 'c', 'type': 'string', 'default': 'x'}]");
        assertThat(fields.project(object("{'gone': 1, 'a': 'y', 'c': null}")))
                .hasToString("{\"b\":7,\"a\":\"y\",\"c\":null}");
    }

    @Test
    void takesTheTitleOrTheFirstString() {
        var fields =
                fields(
                        "[{'name': 'rank', 'type': 'integer'}, {'name': 'name', 'type': 'string'},"
                                + " {'name': 'title', 'type': 'text'}]");
        assertThat(fields.titleOf(object("{'name': 'n', 'title': 't'}"))).isEqualTo("t");
        assertThat(fields.titleOf(object("{'name': 'n', 'title': ' '}"))).isEqualTo("n");
        assertThat(fields.titleOf(object("{'rank': 1}"))).isEmpty();
    }

    @Test
    void findsWhatChangedWhateverItsSpelling() {
        assertThat(
                        FieldSet.changed(
                                object("{'a': 1, 'b': 'x', 'gone': 1}"),
                                object("{'a': 1.0, 'b': 'y', 'c': null}")))
                .containsExactly("b", "c", "gone");
    }

    @Test
    void findsStoredValuesThatTodayWouldBeStoredDifferently() {
        var fields = fields("[{'name': 'a', 'type': 'datetime'}, {'name': 'b', 'type': 'date'}]");
        assertThat(fields.misfits(object("{'a': '2026-11-21T08:30:00Z', 'b': 'x'}")))
                .containsOnlyKeys("a", "b");
        assertThat(fields.misfits(object("{'a': '2026-11-21T08:30:00.000Z'}"))).isEmpty();
    }

    private static Checked<ObjectNode> check(String definition, String map) {
        return fields("[{'name': 'a', " + definition.strip().substring(1) + "]")
                .check(object(map), "data");
    }

    private static FieldSet fields(String json) {
        try {
            return new FieldSet(
                    JSON.readValue(
                            json.replace('\'', '"'),
                            new TypeReference<List<FieldDefinition>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static List<Fault> faults(Checked<ObjectNode> checked) {
        return switch (checked) {
            case Checked.Valid<ObjectNode> valid ->
                    throw new AssertionError("nothing wrong with " + valid.value());
            case Checked.Invalid<ObjectNode> invalid -> invalid.faults();
        };
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
