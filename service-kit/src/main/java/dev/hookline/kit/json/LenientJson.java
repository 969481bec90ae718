package dev.hookline.kit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON that a service of this platform wrote: records of the bus and columns of our own
 * tables. The writer may be of a newer release, so unknown members are ignored, and an unknown enum
 * constant becomes the one marked {@code @JsonEnumDefaultValue}; an enum without such a mark makes
 * the record unreadable. What clients and plugins send is read strictly instead.
 */
public final class LenientJson {

    private LenientJson() {}

    /**
     * Reads a record of the bus.
     *
     * @throws IOException when the text is not JSON or does not fit the type
     */
    public static <T> T read(ObjectMapper json, byte[] text, Class<T> type) throws IOException {
        return reader(json, json.constructType(type)).readValue(text);
    }

    /**
     * Reads a header or a column.
     *
     * @throws JsonProcessingException when the text is not JSON or does not fit the type
     */
    public static <T> T read(ObjectMapper json, String text, Class<T> type)
            throws JsonProcessingException {
        return reader(json, json.constructType(type)).readValue(text);
    }

    /**
     * Reads a part of a record.
     *
     * @throws JsonProcessingException when the tree does not fit the type
     */
    public static <T> T read(ObjectMapper json, JsonNode tree, Class<T> type)
            throws JsonProcessingException {
        return reader(json, json.constructType(type)).treeToValue(tree, type);
    }

    /**
     * Reads an array.
     *
     * @throws JsonProcessingException when the text is not JSON or does not fit the type
     */
    public static <T> List<T> readList(ObjectMapper json, String text, Class<T> type)
            throws JsonProcessingException {
        return reader(json, json.getTypeFactory().constructCollectionType(List.class, type))
                .readValue(text);
    }

    /**
     * Reads an object whose members all have the same type.
     *
     * @throws JsonProcessingException when the text is not JSON or does not fit the type
     */
    public static <T> Map<String, T> readMap(ObjectMapper json, String text, Class<T> type)
            throws JsonProcessingException {
        return reader(json, json.getTypeFactory().constructMapType(Map.class, String.class, type))
                .readValue(text);
    }

    private static ObjectReader reader(ObjectMapper json, JavaType type) {
        return json.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);
    }
}
