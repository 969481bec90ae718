package dev.hookline.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.text.ForeignText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one HTTP call to a plugin ended. Reasons contain text of the plugin and are cleaned. */
public sealed interface CallOutcome {

    /**
     * The plugin answered with a value that is not void.
     *
     * @param maxAge how many seconds the answer may be used again, null when the plugin named none
     */
    record Answered(JsonNode value, @Nullable Long maxAge) implements CallOutcome {

        public Answered(JsonNode value) {
            this(value, null);
        }
    }

    /** The plugin answered without a value: keep things as they are. */
    record Kept() implements CallOutcome {}

    /** Every outcome that counts as the handler's error. */
    sealed interface Unsuccessful extends CallOutcome {}

    /** The plugin said no (HTTP 422). */
    record Rejected(String reason) implements Unsuccessful {

        public Rejected {
            reason = ForeignText.asReason(reason);
        }
    }

    record TimedOut(Duration timeout) implements Unsuccessful {}

    /**
     * Anything that is no proper answer.
     *
     * @param status the HTTP status, null when there was none
     */
    record Failed(@Nullable Integer status, String reason) implements Unsuccessful {

        public Failed {
            reason = ForeignText.asReason(reason);
        }
    }
}
