package dev.hookline.gateway.call;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.hookline.kit.json.JsonLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plugin's answer: 200 with a value, 204 or no value for void, 422 for no, anything else an
 * error.
 */
@ApplicationScoped
class AnswerReader {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNPROCESSABLE = 422;

    private final ObjectReader json;

    AnswerReader(ObjectMapper json) {
        this.json = json.reader();
    }

    /** Where an answer is read. */
    interface Place {

        /**
         * Asks for memory before a tree is built.
         *
         * @throws StreamConstraintsException when the answer is too complex
         */
        boolean hasRoomFor(byte[] answer) throws StreamConstraintsException;
    }

    /** A document such as a manifest: 200 with a JSON body. */
    CallOutcome readDocument(int status, byte[] body, Place place) {
        if (status != OK) {
            return new CallOutcome.Failed(status, "status " + status);
        }
        try {
            return place.hasRoomFor(body)
                    ? new CallOutcome.Answered(json.readTree(body))
                    : noRoom(status);
        } catch (StreamConstraintsException e) {
            return tooComplex(status);
        } catch (IOException e) {
            return new CallOutcome.Failed(OK, "the document is not JSON");
        }
    }

    CallOutcome readHookAnswer(int status, byte[] body, Place place) {
        return switch (status) {
            case OK -> value(body, place);
            case NO_CONTENT -> new CallOutcome.Kept();
            case UNPROCESSABLE -> new CallOutcome.Rejected(reason(body, place));
            default ->
                    new CallOutcome.Failed(
                            status,
                            status >= 300 && status < 400
                                    ? "redirects are not followed (status " + status + ")"
                                    : "status " + status);
        };
    }

    private CallOutcome value(byte[] body, Place place) {
        try {
            if (!place.hasRoomFor(body)) {
                return noRoom(OK);
            }
            var answer = json.readTree(body);
            if (answer == null || !answer.isObject()) {
                return new CallOutcome.Failed(OK, "the answer is not a JSON object");
            }
            var value = answer.get("value");
            return value == null || value.isNull()
                    ? new CallOutcome.Kept()
                    : new CallOutcome.Answered(value, maxAge(answer));
        } catch (StreamConstraintsException e) {
            return tooComplex(OK);
        } catch (IOException e) {
            return new CallOutcome.Failed(OK, "the answer is not JSON");
        }
    }

    private static @Nullable Long maxAge(JsonNode answer) {
        var seconds = answer.path("maxAge");
        return seconds.isIntegralNumber() && seconds.canConvertToLong() && seconds.longValue() >= 0
                ? seconds.longValue()
                : null;
    }

    private static CallOutcome noRoom(int status) {
        return new CallOutcome.Failed(status, "the gateway has no memory for the answer");
    }

    private static CallOutcome tooComplex(int status) {
        return new CallOutcome.Failed(
                status,
                "the answer is too complex: at most %d JSON tokens, nested %d deep, are taken"
                        .formatted(JsonLimits.MAX_TOKENS, JsonLimits.MAX_DEPTH));
    }

    private String reason(byte[] body, Place place) {
        try {
            if (!place.hasRoomFor(body)) {
                return "rejected without a reason";
            }
            JsonNode problem = json.readTree(body);
            var detail = problem == null ? "" : problem.path("detail").asText("");
            var reason =
                    detail.isBlank() && problem != null ? problem.path("title").asText("") : detail;
            return reason.isBlank() ? "rejected without a reason" : reason;
        } catch (IOException e) {
            return "rejected without a reason";
        }
    }
}
