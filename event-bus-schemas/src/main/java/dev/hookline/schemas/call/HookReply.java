package dev.hookline.schemas.call;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's one answer to one hook request.
 *
 * @param value the final value when {@code outcome} is {@code COMPLETED}: the carried field for a
 *     filter, a boolean for a gate, the provider's answer for an exclusive hook, the first answer,
 *     or an array of {@link Contribution}s for a hook that collects; null when nobody answered
 * @param pluginId the plugin that decided the outcome; null when no single one did
 * @param detail the reason of a rejection or failure, in words fit for the client
 * @param trace every call made, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookReply(
        Outcome outcome,
        @Nullable JsonNode value,
        @Nullable String pluginId,
        @Nullable String detail,
        List<CallTrace> trace) {

    public HookReply {
        Objects.requireNonNull(outcome, "outcome");
        trace = trace == null ? List.of() : List.copyOf(trace);
    }

    /** How a pipeline run ended. */
    public enum Outcome {
        COMPLETED,
        /** A plugin said no: a refused filter, or a gate that answered {@code false}. */
        REJECTED,
        /**
         * A plugin erred and its error policy is {@code abort}. An older reader takes an unknown
         * outcome for this one, so that no operation passes that a newer gateway did not complete.
         */
        @JsonEnumDefaultValue
        FAILED,
        /** A plugin, or the whole run, exceeded its time and the error policy is {@code abort}. */
        TIMED_OUT,
        /** An exclusive hook has no provider selected that takes the event. */
        NO_PROVIDER
    }
}
