package dev.hookline.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hookline.chaos.history.Told;
import java.io.IOException;
import java.util.Set;

/**
 * What came back of one request.
 *
 * @param status 0 for no answer
 */
record Answer(int status, byte[] body) {

    static final ObjectMapper JSON = new ObjectMapper();

    /** Worth another try, for they say that something is missing for the moment. */
    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504, 507);

    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    static Answer none() {
        return new Answer(0, new byte[0]);
    }

    Told told() {
        if (status >= 200 && status < 300) {
            return Told.ACKNOWLEDGED;
        }
        // An unexpected error says nothing about what was stored: the commit itself may have been
        // interrupted.
        return status == 0 || status == SERVER_ERROR ? Told.UNKNOWN : Told.REFUSED;
    }

    boolean isTransient() {
        return TRANSIENT.contains(status)
                || status == CONFLICT
                        && (reason().contains("idempotency-key-in-use")
                                || reason().contains("transition-under-way"));
    }

    JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The type of the problem. */
    String reason() {
        return told() == Told.ACKNOWLEDGED ? "" : json().path("type").asText();
    }
}
