package dev.hookline.gateway.health;

import java.time.Duration;

/** Health limits of a test. */
record Limits(
        double failureRate,
        int minCalls,
        Duration window,
        Duration openFor,
        int probes,
        int concurrency,
        int waiting)
        implements HealthConfig {

    static Limits usual() {
        return new Limits(0.5, 10, Duration.ofSeconds(30), Duration.ofSeconds(10), 3, 2, 2);
    }
}
