package dev.hookline.content.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSpecsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void acceptsEveryTypeWithEverythingItTakes() {
        var definitions =
                valid(
                        """
                        [{"name": "title", "type": "string", "label": "Title", "required": true,
                          "unique": true, "min": 3, "max": 80, "pattern": "[A-Z].*"},
                         {"name": "summary", "type": "text", "default": "none", "max": 500},
                         {"name": "body", "type": "richtext", "min": 1},
                         {"name": "rank", "type": "integer", "min": -5, "max": 5, "default": 0},
                         {"name": "price", "type": "number", "min": 0.01},
                         {"name": "open", "type": "boolean", "default": true},
                         {"name": "day", "type": "date", "default": "2026-11-21"},
                         {"name": "at", "type": "datetime"},
                         {"name": "path", "type": "slug", "unique": true},
                         {"name": "home", "type": "url"},
                         {"name": "mail", "type": "email", "unique": true},
                         {"name": "size", "type": "select", "options": ["S", "M"], "default": "S"},
                         {"name": "tags", "type": "multiselect", "options": ["a", "b"], "max": 1},
                         {"name": "extra", "type": "json"},
                         {"name": "author", "type": "reference", "collection": "people"},
                         {"name": "cover", "type": "media"}]
                        """);
        assertThat(definitions).hasSize(16);
        assertThat(definitions.getFirst().type()).isEqualTo(FieldType.STRING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'string'} | fields[0].name",
                "{'name': '1st', 'type': 'string'} | fields[0].name",
                "{'name': 'slug', 'type': 'slug'} | fields[0].name",
                "{'name': 'id', 'type': 'string'} | fields[0].name",
                "{'name': 'a', 'type': 'strin'} | fields[0].type",
                "{'name': 'a'} | fields[0].type",
                "{'name': 'a', 'type': 'string', 'min': -1} | fields[0].min",
                "{'name': 'a', 'type': 'string', 'min': 1.5} | fields[0].min",
                "{'name': 'a', 'type': 'number', 'min': 2, 'max': 1} | fields[0].min",
                "{'name': 'a', 'type': 'number', 'max': 1e999999} | fields[0].max",
                "{'name': 'a', 'type': 'boolean', 'min': 1} | fields[0].min",
                "{'name': 'a', 'type': 'boolean', 'unique': true} | fields[0].unique",
                "{'name': 'a', 'type': 'json', 'unique': true} | fields[0].unique",
                "{'name': 'a', 'type': 'string', 'options': ['x']} | fields[0].options",
                "{'name': 'a', 'type': 'select'} | fields[0].options",
                "{'name': 'a', 'type': 'select', 'options': ['x', 'x']} | fields[0].options[1]",
                "{'name': 'a', 'type': 'select', 'options': ['x', ' ']} | fields[0].options[1]",
                "{'name': 'a', 'type': 'select', 'options': ['x', null]} | fields[0].options[1]",
                "{'name': 'a', 'type': 'integer', 'pattern': 'x'} | fields[0].pattern",
                "{'name': 'a', 'type': 'string', 'pattern': '(?=x)'} | fields[0].pattern",
                "{'name': 'a', 'type': 'string', 'pattern': '(a{1000}){1000}'} | fields[0].pattern",
                "{'name': 'a', 'type': 'string', 'collection': 'b'} | fields[0].collection",
                "{'name': 'a', 'type': 'reference'} | fields[0].collection",
                "{'name': 'a', 'type': 'reference', 'collection': 'b', 'default': 'x'} |"
                        + " fields[0].default",
                "{'name': 'a', 'type': 'integer', 'default': 'x'} | fields[0].default",
                "{'name': 'a', 'type': 'integer', 'max': 3, 'default': 4} | fields[0].default",
                "{'name': 'a', 'type': 'multiselect', 'options': ['x'], 'default': ['y']} |"
                        + " fields[0].default[0]",
                "{'name': 'a', 'type': 'string', 'unique': true, 'default': 'x'} |"
                        + " fields[0].default",
                "{'name': 'a', 'type': 'string', 'label': 'x\\u0000'} | fields[0].label",
                "null | fields[0]"
            })
    void namesTheFault(String field, String place) {
        assertThat(faults("[" + field.replace('\'', '"') + "]"))
                .extracting(Fault::field)
                .containsExactly(place);
    }

    @Test
    void namesEveryFaultAtOnce() {
        var faults =
                faults(
                        """
                        [{"name": "ok", "type": "string"},
                         {"name": "bad name", "type": "string", "min": -1},
                         {"name": "ok", "type": "boolean", "unique": true, "pattern": "x"},
                         {"name": "size", "type": "select"}]
                        """);
        assertThat(faults)
                .extracting(Fault::field)
                .containsExactly(
                        "fields[1].name",
                        "fields[1].min",
                        "fields[2].name",
                        "fields[2].unique",
                        "fields[2].pattern",
                        "fields[3].options");
    }

    @Test
    void survivesItsOwnJson() throws JsonProcessingException {
        var definitions =
                valid(
                        """
                        [{"name": "rank", "type": "integer", "required": true, "default": 0,
                          "min": -5, "max": 5},
                         {"name": "size", "type": "select", "options": ["S", "M"]}]
                        """);
        var read =
                JSON.readValue(
                        JSON.writeValueAsString(definitions),
                        new TypeReference<List<FieldDefinition>>() {});
        assertThat(new FieldSet(read)).isEqualTo(new FieldSet(definitions));
    }

    private static List<FieldDefinition> valid(String json) {
        return switch (check(json)) {
            case Checked.Valid<List<FieldDefinition>> valid -> valid.value();
            case Checked.Invalid<List<FieldDefinition>> invalid ->
                    throw new AssertionError(invalid.faults());
        };
    }

    private static List<Fault> faults(String json) {
        return switch (check(json)) {
            case Checked.Valid<List<FieldDefinition>> valid ->
                    throw new AssertionError("nothing wrong with " + json);
            case Checked.Invalid<List<FieldDefinition>> invalid -> invalid.faults();
        };
    }

    private static Checked<List<FieldDefinition>> check(String json) {
        try {
            return FieldSpecs.check(JSON.readValue(json, new TypeReference<List<FieldSpec>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
