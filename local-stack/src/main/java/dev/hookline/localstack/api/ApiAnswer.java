package dev.hookline.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * What a service answered.
 *
 * @param request method and address, for messages
 * @param body missing when there was none
 */
public record ApiAnswer(String request, int status, JsonNode body) {

    /**
     * This answer, if its status is one of those.
     *
     * @throws IllegalStateException otherwise, with what the service said
     */
    public ApiAnswer expecting(int... statuses) {
        if (Arrays.stream(statuses).anyMatch(expected -> expected == status)) {
            return this;
        }
        var said = body.path("detail").asText(body.path("title").asText("nothing more"));
        throw new IllegalStateException(request + " was answered " + status + ": " + said);
    }
}
