package dev.hookline.schemas.tracked;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.tracked.BuiltInEvent.AlterTable;
import dev.hookline.schemas.tracked.BuiltInEvent.CreateTable;
import dev.hookline.schemas.tracked.BuiltInEvent.DeleteRow;
import dev.hookline.schemas.tracked.BuiltInEvent.DropTable;
import dev.hookline.schemas.tracked.BuiltInEvent.InsertRows;
import dev.hookline.schemas.tracked.BuiltInEvent.UpdateRow;
import dev.hookline.schemas.validation.Compilation;
import dev.hookline.schemas.validation.SchemaValidator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInEventTypesTest {

    private static final SchemaValidator VALIDATOR = new SchemaValidator();

    static Stream<BuiltInEvent> events() {
        return Stream.of(
                new CreateTable("content", "posts", "[]"),
                new AlterTable("content", "posts", "[]", "[{}]"),
                new DropTable("content", "posts"),
                new InsertRows("content", "posts", 1, false, false),
                new UpdateRow("content", "posts", List.of("01J")),
                new DeleteRow("content", "posts", List.of("01J")));
    }

    static Stream<TrackedEventType> types() {
        return BuiltInEventTypes.all().stream();
    }

    @Test
    void areThoseOfTheReferenceDocument() {
        assertThat(types().map(TrackedEventType::name))
                .containsExactlyInAnyOrder(
                        "login",
                        "logout",
                        "create-token",
                        "create-table",
                        "alter-table",
                        "rename-table",
                        "drop-table",
                        "insert-rows",
                        "upsert-rows",
                        "update-row",
                        "delete-row");
    }

    @ParameterizedTest
    @MethodSource("types")
    void haveASchemaThatCompilesAndSaysWhatEachPropertyIs(TrackedEventType type) {
        assertThat(VALIDATOR.compile(type.schema())).isInstanceOf(Compilation.Compiled.class);
        assertThat(type.schema().path("properties"))
                .allMatch(property -> property.path("description").asText().endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("events")
    void recordsWriteWhatTheSchemaDescribes(BuiltInEvent event) {
        JsonNode schema = BuiltInEventTypes.find(event.type()).orElseThrow().schema();
        JsonNode properties = Json.PLAIN.valueToTree(event);
        var compiled = (Compilation.Compiled) VALIDATOR.compile(schema);
        assertThat(compiled.schema().validate(properties)).isEmpty();
        assertThat(names(properties)).isEqualTo(names(schema.path("properties")));
    }

    @Test
    void everyRecordIsTried() {
        assertThat(events().map(BuiltInEvent::type))
                .hasSize(BuiltInEvent.class.getPermittedSubclasses().length)
                .doesNotHaveDuplicates();
    }

    @Test
    void nameWhatNoPluginMayRegister() {
        assertThat(BuiltInEventTypes.contains("insert-rows")).isTrue();
        assertThat(BuiltInEventTypes.contains("ban-user")).isFalse();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(property -> property.getKey()).toList();
    }
}
