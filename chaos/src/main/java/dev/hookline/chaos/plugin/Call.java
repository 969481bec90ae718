package dev.hookline.chaos.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * One call of a hook.
 *
 * @param id the same for all attempts
 */
public record Call(String hook, String id, JsonNode event) {

    static final ObjectMapper JSON = new ObjectMapper();

    static Call of(byte[] body) throws IOException {
        var call = JSON.readTree(body);
        return new Call(
                call.at("/context/hook").asText(),
                call.at("/context/requestId").asText(),
                call.path("event"));
    }
}
