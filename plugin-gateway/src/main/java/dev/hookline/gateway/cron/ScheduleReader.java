package dev.hookline.gateway.cron;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Reads the schedules that plugins write. */
final class ScheduleReader {

    static final int MAX_LENGTH = 256;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt][0-9:.]{5,18}");
    private static final Pattern OFFSET_DATE_TIME =
            Pattern.compile(DATE_TIME.pattern() + "(?:[Zz]|[+-]\\d\\d(?::\\d\\d){0,2})");

    private ScheduleReader() {}

    /**
     * Reads a cron expression, a nickname, or an ISO-8601 date or date-time.
     *
     * @param zone counts for everything that names no offset of its own
     * @throws InvalidScheduleException with the reason, also when the schedule has no run at all
     */
    static Schedule read(String text, ZoneId zone) throws InvalidScheduleException {
        var schedule = text.strip();
        if (schedule.isEmpty() || text.length() > MAX_LENGTH) {
            throw new InvalidScheduleException(
                    "must be 1 to " + MAX_LENGTH + " characters, got " + text.length());
        }
        try {
            return isTime(schedule) ? oneShot(schedule, zone) : recurring(schedule, zone);
        } catch (DateTimeException e) {
            throw new InvalidScheduleException("is no date and time that exists: " + schedule);
        }
    }

    private static boolean isTime(String schedule) {
        return DATE.matcher(schedule).matches()
                || DATE_TIME.matcher(schedule).matches()
                || OFFSET_DATE_TIME.matcher(schedule).matches();
    }

    private static OneShot oneShot(String schedule, ZoneId zone) {
        return new OneShot(instantOf(schedule, zone).truncatedTo(ChronoUnit.MICROS));
    }

    private static Instant instantOf(String schedule, ZoneId zone) {
        if (DATE.matcher(schedule).matches()) {
            return WallClock.instantOf(LocalDate.parse(schedule).atStartOfDay(), zone);
        }
        return DATE_TIME.matcher(schedule).matches()
                ? WallClock.instantOf(LocalDateTime.parse(schedule), zone)
                : OffsetDateTime.parse(schedule).toInstant();
    }

    private static Schedule recurring(String schedule, ZoneId zone)
            throws InvalidScheduleException {
        var expression = expression(schedule);
        if (expression.nextAfter(LocalDate.EPOCH.atStartOfDay()).isEmpty()) {
            throw new InvalidScheduleException("has no run at all: " + schedule);
        }
        return expression.isHourly()
                ? new SteadyRhythm(expression, zone)
                : new WallClockTimes(expression, zone);
    }

    private static CronExpression expression(String schedule) throws InvalidScheduleException {
        try {
            return CronExpression.read(schedule);
        } catch (IllegalArgumentException e) {
            throw new InvalidScheduleException(
                    "must be a cron expression, a nickname such as @daily, or an ISO-8601 date and"
                            + " time: "
                            + e.getMessage());
        }
    }
}
