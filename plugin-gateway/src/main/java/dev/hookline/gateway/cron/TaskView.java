package dev.hookline.gateway.cron;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as its plugin sees it.
 *
 * @param timeZone the zone in which the schedule is meant
 * @param data the object that was given with it, absent without one
 * @param nextRunAt null when there is none, for the reason in {@code fault}
 * @param lastRunAt when the plugin was last called for it, null before that
 * @param lastOutcome of that call: {@code succeeded} or {@code failed}, absent before it
 */
record TaskView(
        String name,
        String schedule,
        String timeZone,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Nullable String data,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastRunAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lastOutcome,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fault) {

    static TaskView of(CronTaskEntity task) {
        return new TaskView(
                task.name,
                task.schedule,
                task.timeZone,
                task.data,
                task.nextRunAt,
                task.lastRunAt,
                task.lastOutcome,
                task.fault);
    }
}
