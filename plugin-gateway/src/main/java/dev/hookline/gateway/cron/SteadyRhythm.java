package dev.hookline.gateway.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs in every hour, as {@code *&#47;15 * * * *} does: whenever the wall clock shows a fitting
 * time, so also in the hour that it shows twice, and not in the one that it leaves out.
 */
record SteadyRhythm(CronExpression expression, ZoneId zone) implements Schedule {

    @Override
    public Optional<Instant> nextAfter(Instant moment) {
        var rules = zone.getRules();
        var offset = rules.getOffset(moment);
        var shown = LocalDateTime.ofInstant(moment, offset);
        var change = rules.nextTransition(moment);
        var next = expression.nextAfter(shown);
        while (next.isPresent() && isReached(change, next.get().toInstant(offset))) {
            // Clocks change before that: look on from what they show then.
            offset = change.getOffsetAfter();
            next = expression.nextAfter(change.getDateTimeAfter().minusNanos(1));
            change = rules.nextTransition(change.getInstant());
        }
        var offsetThen = offset;
        return next.map(local -> local.toInstant(offsetThen));
    }

    private static boolean isReached(@Nullable ZoneOffsetTransition change, Instant run) {
        return change != null && !run.isBefore(change.getInstant());
    }
}
