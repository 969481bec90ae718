package dev.hookline.gateway.cron;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A cron expression of five fields, of six with leading seconds, or a nickname; knows local times
 * only and nothing of zones. A day fits when it fits the day of the month or the day of the week,
 * where both are restricted.
 */
final class CronExpression {

    private static final CronParser FIVE_FIELDS =
            new CronParser(withoutSeconds(CronDefinitionBuilder.defineCron()));
    private static final CronParser SIX_FIELDS =
            new CronParser(
                    withoutSeconds(
                            CronDefinitionBuilder.defineCron()
                                    .withSeconds()
                                    .withValidRange(0, 59)
                                    .withStrictRange()
                                    .and()));

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Set<String> EVERY_HOUR = Set.of("*", "*/1", "0-23");

    private final ExecutionTime times;
    private final boolean hourly;

    private CronExpression(ExecutionTime times, boolean hourly) {
        this.times = times;
        this.hourly = hourly;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with the reason
     */
    static CronExpression read(String text) {
        var fields = SPACES.split(text.strip().toUpperCase(Locale.ROOT));
        return switch (fields.length) {
            case 1 -> nickname(fields[0]);
            case 5 -> new CronExpression(parsed(FIVE_FIELDS, fields), isHourly(fields[1]));
            case 6 -> new CronExpression(parsed(SIX_FIELDS, fields), isHourly(fields[2]));
            default ->
                    throw new IllegalArgumentException(
                            "a cron expression has 5 fields, or 6 with leading seconds, not "
                                    + fields.length);
        };
    }

    /** The first fitting time after the given one; empty when no day ever fits. */
    Optional<LocalDateTime> nextAfter(LocalDateTime local) {
        // Runs are whole seconds, but the library would carry over a fraction.
        var second = local.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
        return times.nextExecution(second).map(ZonedDateTime::toLocalDateTime);
    }

    /** Whether every hour of the day fits. */
    boolean isHourly() {
        return hourly;
    }

    private static CronExpression nickname(String nickname) {
        var times = ExecutionTime.forCron(FIVE_FIELDS.parse(nickname.toLowerCase(Locale.ROOT)));
        return new CronExpression(times, nickname.equals("@HOURLY"));
    }

    private static ExecutionTime parsed(CronParser parser, String[] fields) {
        refuseMisunderstood(fields[fields.length - 3], fields[fields.length - 1]);
        return ExecutionTime.forCron(parser.parse(String.join(" ", fields)));
    }

    /** Forms that the parser takes and evaluates as something else than they say. */
    private static void refuseMisunderstood(String dayOfMonth, String dayOfWeek) {
        if (dayOfMonth.contains("L") && !dayOfMonth.equals("L")) {
            throw new IllegalArgumentException(
                    "L must be the only value of the day of the month: " + dayOfMonth);
        }
        if (dayOfWeek.equals("L")) {
            throw new IllegalArgumentException(
                    "L needs a day before it in the day of the week, such as 5L");
        }
    }

    private static boolean isHourly(String hours) {
        return EVERY_HOUR.contains(hours);
    }

    private static CronDefinition withoutSeconds(CronDefinitionBuilder fields) {
        return fields.withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .supportsHash()
                .supportsL()
                .withStrictRange()
                .and()
                .withSupportedNicknameHourly()
                .withSupportedNicknameDaily()
                .withSupportedNicknameMidnight()
                .withSupportedNicknameWeekly()
                .withSupportedNicknameMonthly()
                .withSupportedNicknameYearly()
                .withSupportedNicknameAnnually()
                .instance();
    }
}
