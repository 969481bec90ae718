package dev.hookline.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a plugin answered to a hook call. */
public record HookAnswer(int status, byte[] body) {

    /** The value; a missing node when the plugin left things as they are. */
    public JsonNode value() {
        return json().path("value");
    }

    /** Whether the plugin rejected the operation. */
    public boolean isRejection() {
        return status == 422;
    }

    /** Why it did, in its own words. */
    public String reason() {
        return json().path("detail").asText("");
    }

    private JsonNode json() {
        try {
            return Json.parse(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(new String(body, StandardCharsets.UTF_8), notJson);
        }
    }
}
