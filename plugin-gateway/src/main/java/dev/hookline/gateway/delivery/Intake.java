package dev.hookline.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads fewer new events for a plugin that fails every call: it is down, and each event read would
 * only be called in vain and stored. The topics keep them until it is back.
 *
 * <pre>
 *   open ──20 failures in a row──► braked: one poll after 1, 2, 4 … 30 s ──any success──► open
 * </pre>
 */
final class Intake {

    private static final int FAILURES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private int failures;
    private Duration pause = FIRST_PAUSE;
    private Instant nextPoll = Instant.MIN;

    Intake(Clock clock) {
        this.clock = clock;
    }

    /** Whether the plugin has come back with this success. */
    synchronized boolean succeeded() {
        var wasBraked = isBraked();
        failures = 0;
        pause = FIRST_PAUSE;
        nextPoll = Instant.MIN;
        return wasBraked;
    }

    /** Whether the plugin counts as down from this failure on. */
    synchronized boolean failed() {
        failures++;
        if (failures == FAILURES) {
            nextPoll = clock.instant().plus(pause);
            return true;
        }
        return false;
    }

    /** Whether new events may be read now; a braked intake opens for one poll at a time. */
    synchronized boolean mayPoll() {
        if (!isBraked()) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(nextPoll)) {
            return false;
        }
        pause =
                pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                        ? LONGEST_PAUSE
                        : pause.multipliedBy(2);
        nextPoll = now.plus(pause);
        return true;
    }

    private boolean isBraked() {
        return failures >= FAILURES;
    }
}
