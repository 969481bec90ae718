package dev.hookline.gateway.cron;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin sends to schedule a task.
 *
 * @param schedule a cron expression, a nickname, or an ISO-8601 time; at most 256 characters
 * @param timeZone IANA id, UTC when missing
 * @param data any JSON object of at most 8 KiB
 */
record TaskRequest(@Nullable String schedule, @Nullable String timeZone, @Nullable JsonNode data) {

    static final int MAX_DATA_BYTES = 8 * 1024;
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_:-]{0,127}");

    /**
     * Checks everything.
     *
     * @throws ProblemException 422 {@code validation-failed} or {@code invalid-schedule}, 413
     *     {@code too-large}
     */
    TaskDefinition toDefinition(String name) {
        var text = schedule == null ? "" : schedule.strip();
        var zone = zone();
        return new TaskDefinition(checkedName(name), text, parsed(text, zone), zone, dataText());
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "name",
                    "must be 1 to 128 letters, digits, dashes, underscores and colons, beginning"
                            + " with a letter");
        }
        return name;
    }

    private ZoneId zone() {
        if (timeZone == null) {
            return UTC;
        }
        // ZoneId.of alone would also take offsets and other forms that are no names.
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw ProblemException.invalid(
                    "timeZone", "must be a name of the IANA time zone database");
        }
        return ZoneId.of(timeZone);
    }

    private static Schedule parsed(String text, ZoneId zone) {
        try {
            return ScheduleReader.read(text, zone);
        } catch (InvalidScheduleException e) {
            throw new ProblemException(
                    ProblemType.INVALID_SCHEDULE,
                    List.of(new Fault("schedule", String.valueOf(e.getMessage()))));
        }
    }

    private @Nullable String dataText() {
        if (data == null || data.isNull()) {
            return null;
        }
        if (!data.isObject()) {
            throw ProblemException.invalid("data", "must be an object");
        }
        var text = data.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_DATA_BYTES) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "data: has " + bytes + " bytes of JSON, at most " + MAX_DATA_BYTES + " fit");
        }
        return text;
    }
}
