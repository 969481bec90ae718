package dev.hookline.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One call that a {@link PluginFixture} received.
 *
 * @param path of the request, {@code /hook/content:beforeSave}
 * @param headers by name, whatever its case
 * @param body as it came over the wire
 */
public record RecordedCall(
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        Instant receivedAt) {

    private static final String HOOK = "/hook/";
    private static final ObjectMapper JSON = new ObjectMapper();

    public RecordedCall {
        var ignoringCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(headers);
        headers = ignoringCase;
    }

    /** The hook's name, empty when the call was not one to a hook. */
    public Optional<String> hook() {
        return path.startsWith(HOOK)
                ? Optional.of(path.substring(HOOK.length()))
                : Optional.empty();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException failure) {
            throw new AssertionError("the call's body is not JSON: " + body, failure);
        }
    }

    public JsonNode event() {
        return json().path("event");
    }

    public JsonNode context() {
        return json().path("context");
    }
}
