package dev.hookline.sdk.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.http.Json;
import java.io.IOException;

/** What the gateway answered to a call that it accepted. */
public record ApiAnswer(int status, byte[] body) {

    /**
     * The answer as a tree; a missing node when it has no body.
     *
     * @throws PluginApiUnavailable when it is not JSON
     */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (IOException notJson) {
            throw new PluginApiUnavailable("the gateway's answer is not JSON", notJson);
        }
    }

    /** The answer as a value of a type, see {@link #json}. */
    public <T> T as(Class<T> type) {
        return Json.read(json(), type);
    }
}
