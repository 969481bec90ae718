package dev.hookline.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * A hook request as the gateway receives it.
 *
 * @param headers the record's headers by name
 */
public record Question(String subject, JsonNode event, Map<String, String> headers) {

    public String hook() {
        return Objects.requireNonNull(headers.get("ce_type"), "ce_type");
    }

    /** The carried field map, free to be changed. */
    public ObjectNode content() {
        return ((ObjectNode) event.get("content")).deepCopy();
    }
}
