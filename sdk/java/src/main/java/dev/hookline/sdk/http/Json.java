package dev.hookline.sdk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The one JSON mapper: tolerant of members that newer platforms add. */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .findAndAddModules()
                    .build();

    private Json() {}

    /** Parses a text; an empty one is a missing node. */
    public static JsonNode parse(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    /**
     * Reads a tree as an object.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("does not fit " + type.getName(), failure);
        }
    }

    /** Writes an object as JSON text, see {@link #write}. */
    public static String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * Writes an object as JSON.
     *
     * @throws IllegalArgumentException when it cannot be written
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not JSON: " + value.getClass().getName(), failure);
        }
    }
}
