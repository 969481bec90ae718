package dev.hookline.gateway.cron;

import java.time.Instant;
import java.util.Optional;

/** When a task runs. */
sealed interface Schedule permits OneShot, WallClockTimes, SteadyRhythm {

    /** The first run after the given moment; empty when there is none. */
    Optional<Instant> nextAfter(Instant moment);

    /** The first run of a task that gets this schedule now. */
    default Optional<Instant> firstFrom(Instant now) {
        return nextAfter(now);
    }
}
