package dev.hookline.gateway.cron;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the operator sees it; without its data, which are the plugin's own business.
 *
 * @param nextRunAt when it is due; of a paused task, when it would be or would have been
 * @param fault why there is no next run, absent when there is one
 * @param lastRunAt when the plugin was last called for it, absent before that
 * @param lastOutcome of that call: {@code succeeded} or {@code failed}
 * @param lastEventId the event of the last tick, under which the delivery log has its outcome
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduledTaskView(
        String pluginId,
        String name,
        String schedule,
        String timeZone,
        boolean oneShot,
        State state,
        @Nullable Instant nextRunAt,
        @Nullable String fault,
        @Nullable Instant lastRunAt,
        @Nullable String lastOutcome,
        @Nullable String lastEventId) {

    enum State {
        /** Waits for its time. */
        @JsonProperty("scheduled")
        SCHEDULED,
        /** Its plugin is not active, not installed, or does not take the hook. */
        @JsonProperty("paused")
        PAUSED,
        /** Has no next run, for the reason in {@code fault}. */
        @JsonProperty("faulty")
        FAULTY
    }

    static ScheduledTaskView of(CronTaskEntity task, boolean running) {
        return new ScheduledTaskView(
                task.pluginId,
                task.name,
                task.schedule,
                task.timeZone,
                task.oneShot,
                task.fault != null ? State.FAULTY : running ? State.SCHEDULED : State.PAUSED,
                task.nextRunAt,
                task.fault,
                task.lastRunAt,
                task.lastOutcome,
                task.lastEventId);
    }
}
