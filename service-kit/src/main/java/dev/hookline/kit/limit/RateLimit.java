package dev.hookline.kit.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how often something may be done under each key: evenly over a minute, and as often at once
 * after a pause. Thread-safe. Per process.
 */
public final class RateLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Above this, keys that have nothing to wait for are forgotten. */
    private static final int MANY_KEYS = 10_000;

    /**
     * When, for each key, all that was done so far would have been done evenly. It may run ahead of
     * the clock by a minute.
     */
    private final ConcurrentMap<String, Instant> evenly = new ConcurrentHashMap<>();

    private final Duration share;
    private final Clock clock;

    /**
     * Creates a limit that nothing has used yet.
     *
     * @param timesPerMinute at least 1
     */
    public RateLimit(int timesPerMinute, Clock clock) {
        this.share = PERIOD.dividedBy(timesPerMinute);
        this.clock = clock;
    }

    /** Counts one time under the key, or else says how long to wait for it. */
    public Optional<Duration> take(String key) {
        return take(key, 1);
    }

    /**
     * Counts several times at once, or none of them.
     *
     * @param times at least 1 and at most those of a minute
     */
    public Optional<Duration> take(String key, int times) {
        var now = clock.instant();
        if (evenly.size() > MANY_KEYS) {
            evenly.values().removeIf(until -> until.isBefore(now));
        }
        var latest = now.plus(PERIOD);
        var wait = new Wait();
        evenly.compute(
                key,
                (known, before) -> {
                    var next = later(before, now).plus(share.multipliedBy(times));
                    if (next.isAfter(latest)) {
                        wait.needed = Duration.between(latest, next);
                        return before;
                    }
                    return next;
                });
        return Optional.ofNullable(wait.needed);
    }

    public void forget(String key) {
        evenly.remove(key);
    }

    private static Instant later(@Nullable Instant before, Instant now) {
        return before == null || before.isBefore(now) ? now : before;
    }

    private static final class Wait {

        private @Nullable Duration needed;
    }
}
