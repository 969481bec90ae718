package dev.hookline.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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

    /** A document such as a manifest: 200 with a JSON body. */
    CallOutcome readDocument(int status, byte[] body) {
        if (status != OK) {
            return new CallOutcome.Failed(status, "status " + status);
        }
        try {
            return new CallOutcome.Answered(json.readTree(body));
        } catch (IOException e) {
            return new CallOutcome.Failed(OK, "the document is not JSON");
        }
    }

    CallOutcome readHookAnswer(int status, byte[] body) {
        return switch (status) {
            case OK -> value(body);
            case NO_CONTENT -> new CallOutcome.Kept();
            case UNPROCESSABLE -> new CallOutcome.Rejected(reason(body));
            default ->
                    new CallOutcome.Failed(
                            status,
                            status >= 300 && status < 400
                                    ? "redirects are not followed (status " + status + ")"
                                    : "status " + status);
        };
    }

    private CallOutcome value(byte[] body) {
        try {
            var answer = json.readTree(body);
            if (answer == null || !answer.isObject()) {
                return new CallOutcome.Failed(OK, "the answer is not a JSON object");
            }
            var value = answer.get("value");
            return value == null || value.isNull()
                    ? new CallOutcome.Kept()
                    : new CallOutcome.Answered(value, maxAge(answer));
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

    private String reason(byte[] body) {
        try {
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
