package dev.hookline.gateway.health;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** One plugin's circuit and bulkhead, for as long as it stays at one address. */
public final class PluginHealth {

    private final URI endpoint;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final HealthMetrics.OfPlugin metrics;

    PluginHealth(
            URI endpoint,
            CircuitBreaker circuit,
            Bulkhead bulkhead,
            HealthMetrics.OfPlugin metrics) {
        this.endpoint = endpoint;
        this.circuit = circuit;
        this.bulkhead = bulkhead;
        this.metrics = metrics;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * Asks for leave to make one call, and waits for a place if need be and no longer than that.
     */
    public Admission admit(Duration patience) {
        if (circuit.refuses()) {
            return circuitOpen();
        }
        if (!bulkhead.enter(patience)) {
            metrics.saturated();
            return new Admission.Saturated("too many calls of it are under way");
        }
        // Asked again: the circuit may have opened while this call waited.
        var permit = circuit.tryAcquire();
        if (permit == null) {
            bulkhead.leave();
            return circuitOpen();
        }
        return new Admission.Admitted(permit, bulkhead);
    }

    private Admission circuitOpen() {
        metrics.circuitOpen();
        return new Admission.CircuitOpen("not called, its circuit is open after too many failures");
    }

    HealthView view(Instant now) {
        return HealthView.of(circuit.snapshot(), bulkhead, now);
    }

    void close() {
        metrics.remove();
    }
}
