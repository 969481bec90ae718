package dev.hookline.gateway.pluginlog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast plugins may log, each on its own: so many lines at once, and one more whenever its share
 * of a minute has passed.
 */
final class LogRate {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /**
     * When, for each plugin, all lines so far would have been written evenly. It may run ahead of
     * the clock by a minute.
     */
    private final ConcurrentMap<String, Instant> evenly = new ConcurrentHashMap<>();

    private final Duration share;
    private final Clock clock;

    LogRate(int linesPerMinute, Clock clock) {
        this.share = PERIOD.dividedBy(linesPerMinute);
        this.clock = clock;
    }

    /** Takes a line; or else says how long the plugin has to wait. */
    Optional<Duration> take(String pluginId) {
        var now = clock.instant();
        var latest = now.plus(PERIOD);
        var wait = new Wait();
        evenly.compute(
                pluginId,
                (id, before) -> {
                    var next = later(before, now).plus(share);
                    if (next.isAfter(latest)) {
                        wait.needed = Duration.between(latest, next);
                        return before;
                    }
                    return next;
                });
        return Optional.ofNullable(wait.needed);
    }

    void forget(String pluginId) {
        evenly.remove(pluginId);
    }

    private static Instant later(@Nullable Instant before, Instant now) {
        return before == null || before.isBefore(now) ? now : before;
    }

    private static final class Wait {

        private @Nullable Duration needed;
    }
}
