package dev.hookline.schemas.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.hook.HookCatalogue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaValidatorTest {

    private final SchemaValidator validator = new SchemaValidator();

    @Test
    void acceptsWhatFits() {
        assertThat(
                        validate(
                                "media:beforeUpload",
                                "{'file': {'name': 'a.png', 'type': 'image/png', 'size': 3}}"))
                .isEmpty();
    }

    @Test
    void namesThePlaceOfEachFaultAsAJsonPointer() {
        assertThat(
                        validate(
                                "media:beforeUpload",
                                "{'file': {'name': 'a/b.png', 'type': 'image/png', 'size': -1}}"))
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("/file/name", "/file/size");
    }

    @Test
    void escapesThePlaceAsJsonPointersDo() {
        var faults =
                validate(
                        "homepage_actions",
                        "{'request': {'method': 'GET', 'path': '/', 'fullPath': '/', 'baseUrl':"
                                + " '/', 'headers': {}, 'args': {'a/b~c': 1}}}");
        assertThat(faults).extracting(Violation::path).containsExactly("/request/args/a~1b~0c");
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingThePlace() {
        assertThat(
                        validate(
                                "content:beforeDelete",
                                "{'id': 7, 'collection': 'posts', 'permanent': false}"))
                .containsExactly(new Violation("/id", "integer found, string expected"));
    }

    @Test
    void assertsFormats() {
        assertThat(validate("cron", "{'name': 'daily', 'scheduledAt': 'yesterday'}"))
                .extracting(Violation::path)
                .containsExactly("/scheduledAt");
    }

    @Test
    void toleratesPropertiesThatALaterVersionMayAdd() {
        assertThat(validate("plugin:uninstall", "{'deleteData': true, 'reason': 'unused'}"))
                .isEmpty();
    }

    @Test
    void refusesAnUnknownSchema() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> validator.validate("urn:hookline:schema:nothing.event:1", json("{}")))
                .withMessageContaining("nothing.event");
    }

    @Test
    void compilesEverySchemaOfTheCatalogue() {
        for (var hook : HookCatalogue.all()) {
            validator.validate(hook.eventSchema(), json("{}"));
            validator.validate(hook.resultSchema(), json("{}"));
        }
    }

    @Test
    void isSafeToShareBetweenThreads() throws Exception {
        var event = json("{'id': '1', 'collection': 'posts', 'permanent': 'no'}");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var runs =
                    IntStream.range(0, 200)
                            .mapToObj(i ->
                                    threads.submit(() -> validate("content:beforeDelete", event)))
                            .toList();
            for (var run : runs) {
                assertThat(run.get()).hasSize(1);
            }
        }
    }

    private java.util.List<Violation> validate(String hook, String event) {
        return validate(hook, json(event));
    }

    private java.util.List<Violation> validate(String hook, JsonNode event) {
        return validator.validate(HookCatalogue.get(hook).eventSchema(), event);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
