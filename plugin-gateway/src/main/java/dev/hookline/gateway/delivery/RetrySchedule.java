package dev.hookline.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. */
record RetrySchedule(List<Duration> pauses, double jitter) {

    RetrySchedule {
        pauses = List.copyOf(pauses);
        if (pauses.isEmpty()) {
            throw new IllegalArgumentException("a retry schedule needs at least one pause");
        }
        if (jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("jitter must be at least 0 and below 1: " + jitter);
        }
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt the one that failed, from 1
     */
    Duration after(int attempt, RandomGenerator random) {
        var pause = pauses.get(Math.min(attempt, pauses.size()) - 1);
        var factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
