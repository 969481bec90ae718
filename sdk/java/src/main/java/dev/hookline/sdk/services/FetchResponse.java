package dev.hookline.sdk.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What another host answered, whatever its status.
 *
 * @param headers by name in lower case
 * @param url where the answer came from, after redirects
 * @param isTruncated whether the body was longer than the gateway takes and ends early
 */
public record FetchResponse(
        int status, Map<String, String> headers, byte[] body, String url, boolean isTruncated) {

    public FetchResponse {
        headers = Map.copyOf(headers);
    }

    /** Whether the status says success, 200 to 299. */
    public boolean ok() {
        return status / 100 == 2;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as a tree.
     *
     * @throws UncheckedIOException when it is not JSON
     */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException("the answer is not JSON", notJson);
        }
    }
}
