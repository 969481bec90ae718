package dev.hookline.gateway.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Runs at certain times of the day, as {@code 30 2 * * *} does: each time that the wall clock
 * should show runs once. What falls into the gap when clocks go forward runs at its end, and what
 * clocks show twice when they go back runs the first time.
 */
record WallClockTimes(CronExpression expression, ZoneId zone) implements Schedule {

    @Override
    public Optional<Instant> nextAfter(Instant moment) {
        return expression
                .nextAfter(latestReached(moment))
                .map(next -> WallClock.instantOf(next, zone));
    }

    /** The latest local time whose run, if it had one, is not after the given moment. */
    private LocalDateTime latestReached(Instant moment) {
        var rules = zone.getRules();
        var shown = LocalDateTime.ofInstant(moment, rules.getOffset(moment));
        var last = rules.previousTransition(moment.plusNanos(1));
        return last != null && last.isOverlap() && shown.isBefore(last.getDateTimeBefore())
                ? last.getDateTimeBefore().minusNanos(1)
                : shown;
    }
}
