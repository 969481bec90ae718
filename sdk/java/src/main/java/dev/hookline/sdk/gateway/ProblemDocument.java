package dev.hookline.sdk.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.sdk.http.Json;
import java.io.IOException;

/**
 * The gateway's reason (RFC 9457).
 *
 * @param type a URI, {@code about:blank} when the answer was no problem document
 * @param document all members, the gateway's extensions among them
 */
public record ProblemDocument(
        String type, String title, int status, String detail, JsonNode document) {

    static ProblemDocument of(int status, byte[] body) {
        var document = parsed(body);
        return new ProblemDocument(
                document.path("type").asText("about:blank"),
                document.path("title").asText(""),
                status,
                document.path("detail").asText(""),
                document);
    }

    /** The detail, or else the title. */
    public String words() {
        return detail.isEmpty() ? title : detail;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException noJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
