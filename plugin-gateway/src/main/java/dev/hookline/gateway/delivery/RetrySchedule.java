package dev.hookline.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each further attempt.
 *
 * @param pauses after the first, the second … attempt; none left means that the event is given up
 * @param jitter part of each pause that is left to chance, from 0 to below 1
 */
record RetrySchedule(List<Duration> pauses, double jitter) {

    /** A scheduled task is worth less the later it runs. */
    static final List<Duration> CRON =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(8),
                    Duration.ofMinutes(16));

    RetrySchedule {
        pauses = List.copyOf(pauses);
        if (jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("jitter must be at least 0 and below 1: " + jitter);
        }
    }

    /**
     * The pause after an attempt, empty when the attempts are used up.
     *
     * @param attempt the one that failed, from 1
     */
    Optional<Duration> after(int attempt, RandomGenerator random) {
        if (attempt > pauses.size()) {
            return Optional.empty();
        }
        var factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Optional.of(Duration.ofNanos((long) (pauses.get(attempt - 1).toNanos() * factor)));
    }
}
