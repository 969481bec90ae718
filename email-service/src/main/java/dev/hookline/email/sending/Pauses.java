package dev.hookline.email.sending;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Growing pauses with some chance in them, so that what failed together is not repeated together.
 */
record Pauses(List<Duration> steps, double jitter) {

    Pauses {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("pauses need steps and a jitter from 0 to 1");
        }
    }

    /** The pause after the given number of failures, from 1; empty after the last. */
    Optional<Duration> after(int failures, RandomGenerator random) {
        return failures > steps.size()
                ? Optional.empty()
                : Optional.of(varied(steps.get(failures - 1), random));
    }

    /** Like {@link #after}, the last pause repeating for ever. */
    Duration repeating(int failures, RandomGenerator random) {
        return varied(steps.get(Math.min(failures, steps.size()) - 1), random);
    }

    private Duration varied(Duration pause, RandomGenerator random) {
        return Duration.ofMillis(
                Math.round(pause.toMillis() * (1 + jitter * (2 * random.nextDouble() - 1))));
    }
}
