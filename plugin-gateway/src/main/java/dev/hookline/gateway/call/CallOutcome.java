package dev.hookline.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one HTTP call to a plugin ended. */
public sealed interface CallOutcome {

    /** The plugin answered with a value that is not void. */
    record Answered(JsonNode value) implements CallOutcome {}

    /** The plugin answered without a value: keep things as they are. */
    record Kept() implements CallOutcome {}

    /** Every outcome that counts as the handler's error. */
    sealed interface Unsuccessful extends CallOutcome {}

    /** The plugin said no (HTTP 422). */
    record Rejected(String reason) implements Unsuccessful {}

    record TimedOut(Duration timeout) implements Unsuccessful {}

    /**
     * Anything that is no proper answer.
     *
     * @param status the HTTP status, null when there was none
     */
    record Failed(@Nullable Integer status, String reason) implements Unsuccessful {}
}
