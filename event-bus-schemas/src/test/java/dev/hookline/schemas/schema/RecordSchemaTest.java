package dev.hookline.schemas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.call.HookQuestions;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.PluginTransition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records and schemas are written apart; this test fails when they say different things. */
class RecordSchemaTest {

    static Stream<HookDefinition> calledHooks() {
        return HookCatalogue.all().stream().filter(HookDefinition::isCalled);
    }

    @ParameterizedTest
    @MethodSource("calledHooks")
    void recordAndSchemaOfAnEventAgree(HookDefinition hook) {
        assertAgree(hook.name(), hook.eventType(), SchemaFiles.read(hook.eventSchema()));
    }

    @Test
    void recordAndSchemaOfAReplyAgree() {
        assertAgree(
                MessageTypes.HOOK_REPLY,
                HookReply.class,
                SchemaFiles.read(SchemaUris.of(MessageTypes.HOOK_REPLY, "event")));
    }

    @Test
    void recordAndSchemaOfQuestionsAgree() {
        assertAgree(
                MessageTypes.HOOK_QUESTIONS,
                HookQuestions.class,
                SchemaFiles.read(SchemaUris.of(MessageTypes.HOOK_QUESTIONS, "event")));
    }

    @Test
    void recordAndSchemaOfADirectoryEntryAgree() {
        assertAgree(
                MessageTypes.PLUGIN_CHANGED,
                DirectoryEntry.class,
                SchemaFiles.read(SchemaUris.of(MessageTypes.PLUGIN_CHANGED, "event")));
    }

    @Test
    void recordAndSchemaOfAPluginTransitionAgree() {
        assertAgree(
                MessageTypes.PLUGIN_TRANSITION,
                PluginTransition.class,
                SchemaFiles.read(SchemaUris.of(MessageTypes.PLUGIN_TRANSITION, "event")));
    }

    @Test
    void recordAndSchemaOfAnActorAgree() {
        assertAgree("actor", Actor.class, SchemaFiles.read(SchemaUris.of("actor", "type")));
    }

    private static void assertAgree(String place, Class<?> type, JsonNode schema) {
        var components = type.getRecordComponents();
        assertThat(names(schema.path("properties").fieldNames()))
                .as("properties of %s", place)
                .isEqualTo(names(Arrays.stream(components).map(c -> nameOf(c)).iterator()));
        assertThat(names(strings(schema.path("required")).iterator()))
                .as("required properties of %s", place)
                .isEqualTo(
                        names(
                                Arrays.stream(components)
                                        .filter(RecordSchemaTest::isAlwaysPresent)
                                        .map(c -> nameOf(c))
                                        .iterator()));
        for (var component : components) {
            var property = schema.path("properties").path(nameOf(component));
            assertFits(place + "." + nameOf(component), component, property);
        }
    }

    private static void assertFits(String place, RecordComponent component, JsonNode property) {
        if (isNullable(component)) {
            assertThat(allowsNull(property)).as("%s allows null", place).isTrue();
        }
        assertFits(place, component.getGenericType(), withoutNull(property));
    }

    private static void assertFits(String place, Type generic, JsonNode schema) {
        var type = rawType(generic);
        if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return;
        }
        if (type.isEnum()) {
            assertThat(strings(schema.path("enum")))
                    .as(place)
                    .containsExactlyElementsOf(constantsOf(type));
            return;
        }
        assertThat(typesOf(schema)).as("type of %s", place).isEqualTo(List.of(jsonType(type)));
        if (type == Instant.class) {
            assertThat(schema.path("format").asText()).as(place).isEqualTo("date-time");
        } else if (type.isRecord()) {
            assertAgree(place, type, schema);
        } else if (Collection.class.isAssignableFrom(type)) {
            assertFits(
                    place + "[]", argument(generic, 0), SchemaFiles.resolved(schema.path("items")));
        } else if (Map.class.isAssignableFrom(type)) {
            assertFits(place + "{}", argument(generic, 1), schema.path("additionalProperties"));
        }
    }

    private static String jsonType(Class<?> type) {
        if (type == String.class || type == Instant.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "integer";
        }
        return Collection.class.isAssignableFrom(type) ? "array" : "object";
    }

    private static boolean isAlwaysPresent(RecordComponent component) {
        var inclusion = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        var omittedWhenEmpty =
                inclusion != null
                        && inclusion.value() == JsonInclude.Include.NON_EMPTY
                        && jsonType(component.getType()).matches("array|object")
                        && !component.getType().isEnum();
        return !isNullable(component) && !omittedWhenEmpty;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String nameOf(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static boolean allowsNull(JsonNode schema) {
        // A schema without a type allows everything.
        return schema.has("anyOf")
                ? schema.path("anyOf").path(0).path("type").asText().equals("null")
                : !schema.has("type") || strings(schema.path("type")).contains("null");
    }

    private static JsonNode withoutNull(JsonNode schema) {
        return SchemaFiles.resolved(schema.has("anyOf") ? schema.path("anyOf").path(1) : schema);
    }

    private static List<String> typesOf(JsonNode schema) {
        return strings(schema.path("type")).stream().filter(type -> !type.equals("null")).toList();
    }

    private static List<String> strings(JsonNode textOrArray) {
        return textOrArray.isTextual()
                ? List.of(textOrArray.textValue())
                : textOrArray.valueStream().map(JsonNode::textValue).toList();
    }

    private static List<String> constantsOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.PLAIN.valueToTree(constant).asText())
                .toList();
    }

    private static TreeSet<String> names(java.util.Iterator<String> names) {
        var sorted = new TreeSet<String>();
        names.forEachRemaining(sorted::add);
        return sorted;
    }

    private static Class<?> rawType(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
