package dev.hookline.schemas.call;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one plugin did within a pipeline run.
 *
 * @param millis wall-clock time of the call, in milliseconds
 * @param error why the call counts as an error or a rejection, or which parts of its answer were
 *     dropped; null when all is well
 * @param hook the hook called, where one reply answers several; null elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallTrace(
        String pluginId,
        Outcome outcome,
        long millis,
        @Nullable String error,
        @Nullable String hook) {

    /** A call of the only hook that was asked. */
    public CallTrace(String pluginId, Outcome outcome, long millis, @Nullable String error) {
        this(pluginId, outcome, millis, error, null);
    }

    /** The same call, with the hook named. */
    public CallTrace of(String calledHook) {
        return new CallTrace(pluginId, outcome, millis, error, calledHook);
    }

    /** How a call ended; everything but {@code VOID} and {@code VALUE} is the handler's error. */
    public enum Outcome {
        VOID,
        VALUE,
        REJECTED,
        TIMED_OUT,
        /** An older reader takes an unknown outcome for this one. */
        @JsonEnumDefaultValue
        FAILED
    }
}
