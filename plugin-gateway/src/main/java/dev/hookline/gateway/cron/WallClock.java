package dev.hookline.gateway.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What local times mean on the days when clocks change. */
final class WallClock {

    private WallClock() {}

    /** The end of the gap for a time that clocks leave out, the first of two that they repeat. */
    static Instant instantOf(LocalDateTime local, ZoneId zone) {
        var change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    }
}
