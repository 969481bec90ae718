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
 *     or an array of {@link Contribution}s for a hook that collects; for {@link HookQuestions} an
 *     object with such an array for each hook that could be run; null when nobody answered
 * @param pluginId the plugin that decided the outcome; null when no single one did
 * @param detail the reason of a rejection or failure, in words fit for the client
 * @param trace every call made, in order
 * @param maxAge how many seconds what plugins contributed may be used again: the shortest that one
 *     of them named; null when none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookReply(
        Outcome outcome,
        @Nullable JsonNode value,
        @Nullable String pluginId,
        @Nullable String detail,
        List<CallTrace> trace,
        @Nullable Long maxAge) {

    public HookReply {
        Objects.requireNonNull(outcome, "outcome");
        trace = trace == null ? List.of() : List.copyOf(trace);
    }

    /** A reply whose plugins said nothing about how long it may be used. */
    public HookReply(
            Outcome outcome,
            @Nullable JsonNode value,
            @Nullable String pluginId,
            @Nullable String detail,
            List<CallTrace> trace) {
        this(outcome, value, pluginId, detail, trace, null);
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
