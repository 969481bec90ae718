package dev.hookline.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/** JSON as tests write it. */
public final class Json {

    /** Nothing but what a mapper must have: the records bring the rest. */
    public static final ObjectMapper PLAIN =
            new ObjectMapper().registerModule(new JavaTimeModule());

    private Json() {}

    /** A value written with apostrophes in place of quotation marks. */
    public static JsonNode json(String text) {
        try {
            return PLAIN.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static JsonNode resource(String path) {
        try (var stream = Json.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such resource: " + path);
            }
            return PLAIN.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode file(Path path) {
        try {
            return PLAIN.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in which a member that is null is absent, as both mean the same in an event. */
    public static JsonNode withoutNulls(JsonNode value) {
        JsonNode copy = value.deepCopy();
        removeNulls(copy);
        return copy;
    }

    private static void removeNulls(JsonNode value) {
        for (Iterator<JsonNode> members = value.elements(); members.hasNext(); ) {
            var member = members.next();
            if (value.isObject() && member.isNull()) {
                members.remove();
            } else {
                removeNulls(member);
            }
        }
    }
}
