package dev.hookline.testsupport;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a record with every member set, as this release or a newer one writes it; made from
 * the record's components.
 *
 * @param enums every enum that occurs in it
 */
record RecordSample(JsonNode plain, JsonNode withUnknownMembers, Set<Class<?>> enums) {

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static final String UNKNOWN = "of_a_newer_release";

    static RecordSample of(Class<?> type) {
        var enums = new HashSet<Class<?>>();
        var java = JSON.constructType(type);
        return new RecordSample(
                new Maker(false, null, enums).make(java),
                new Maker(true, null, enums).make(java),
                enums);
    }

    /** The record with an unknown constant wherever this enum occurs. */
    static JsonNode withUnknownConstant(Class<?> type, Class<?> constants) {
        return new Maker(false, constants, new HashSet<>()).make(JSON.constructType(type));
    }

    private record Maker(boolean isNewer, @Nullable Class<?> replaced, Set<Class<?>> enums) {

        private JsonNode make(JavaType type) {
            var raw = type.getRawClass();
            if (raw.isRecord()) {
                return object(type);
            }
            if (raw.isEnum()) {
                enums.add(raw);
                return raw == replaced
                        ? JSON.getNodeFactory().textNode(UNKNOWN)
                        : JSON.valueToTree(raw.getEnumConstants()[0]);
            }
            if (type.isCollectionLikeType()) {
                return JSON.createArrayNode().add(make(type.getContentType()));
            }
            if (type.isMapLikeType()) {
                return JSON.createObjectNode().set("key", make(type.getContentType()));
            }
            return scalar(raw);
        }

        private JsonNode object(JavaType type) {
            var node = JSON.createObjectNode();
            BeanDescription description = JSON.getDeserializationConfig().introspect(type);
            for (var member : description.findProperties()) {
                if (member.hasConstructorParameter()) {
                    node.set(member.getName(), make(member.getConstructorParameter().getType()));
                }
            }
            if (isNewer) {
                node.putObject(UNKNOWN).putArray("more").addObject().put(UNKNOWN, 1);
            }
            return node;
        }

        private static JsonNode scalar(Class<?> type) {
            var nodes = JsonNodeFactory.instance;
            if (type == boolean.class || type == Boolean.class) {
                return nodes.booleanNode(true);
            }
            if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
                return nodes.numberNode(1);
            }
            if (type == Instant.class) {
                return nodes.textNode("2026-01-02T03:04:05Z");
            }
            if (type == Duration.class) {
                return nodes.textNode("PT5S");
            }
            if (type == UUID.class) {
                return nodes.textNode("01890a5d-ac96-774b-bcce-b302099a8057");
            }
            if (type == URI.class) {
                return nodes.textNode("https://example.org");
            }
            return type.getName().endsWith(".ObjectNode")
                    ? nodes.objectNode()
                    : nodes.textNode("text");
        }
    }
}
