package dev.hookline.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How this replica finds a plugin in the calls that somebody waits for.
 *
 * @param changedAt the circuit's last change, null while there was none
 * @param retryAt when an open circuit lets a call through again
 * @param calls within the window while closed, those that opened the circuit while open, probes
 *     while half-open
 * @param failures of these calls
 * @param inProgress calls under way
 * @param waiting calls that wait for a place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthView(
        CircuitState circuit,
        @Nullable Instant changedAt,
        @Nullable Instant retryAt,
        int calls,
        int failures,
        int inProgress,
        int waiting) {

    static final HealthView NEVER_CALLED =
            new HealthView(CircuitState.CLOSED, null, null, 0, 0, 0, 0);

    static HealthView of(CircuitBreaker.Snapshot circuit, Bulkhead bulkhead, Instant now) {
        var retryIn = circuit.retryIn();
        return new HealthView(
                circuit.state(),
                circuit.changedAt(),
                retryIn == null ? null : now.plus(retryIn).truncatedTo(ChronoUnit.MILLIS),
                circuit.calls(),
                circuit.failures(),
                bulkhead.inProgress(),
                bulkhead.waiting());
    }
}
