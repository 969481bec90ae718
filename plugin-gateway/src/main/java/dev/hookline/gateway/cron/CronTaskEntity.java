package dev.hookline.gateway.cron;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code cron_task}. */
@Entity
@Table(name = "cron_task")
class CronTaskEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "plugin_id", nullable = false, updatable = false)
    String pluginId;

    @Column(nullable = false, updatable = false)
    String name;

    @Column(nullable = false)
    String schedule;

    @Column(name = "time_zone", nullable = false)
    String timeZone;

    @Nullable String data;

    @Column(name = "one_shot", nullable = false)
    boolean oneShot;

    @Column(name = "next_run_at")
    @Nullable Instant nextRunAt;

    @Nullable String fault;

    @Column(name = "last_tick_at")
    @Nullable Instant lastTickAt;

    // Both are written by TaskRuns alone.
    @Column(name = "last_run_at", insertable = false, updatable = false)
    @Nullable Instant lastRunAt;

    @Column(name = "last_outcome", insertable = false, updatable = false)
    @Nullable String lastOutcome;

    @Column(name = "last_event_id")
    @Nullable String lastEventId;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected CronTaskEntity() {}

    CronTaskEntity(String pluginId, TaskDefinition definition, Instant now) {
        this.pluginId = pluginId;
        this.name = definition.name();
        this.createdAt = now;
        this.schedule = "";
        this.timeZone = "";
        this.updatedAt = now;
        redefine(definition, now);
    }

    /**
     * Takes a definition. An unchanged schedule keeps its next run: plugins schedule their tasks at
     * each activation, which must not swallow a run that is overdue.
     */
    final void redefine(TaskDefinition definition, Instant now) {
        data = definition.data();
        updatedAt = now;
        if (fault == null
                && schedule.equals(definition.scheduleText())
                && timeZone.equals(definition.zone().getId())) {
            return;
        }
        schedule = definition.scheduleText();
        timeZone = definition.zone().getId();
        oneShot = definition.schedule() instanceof OneShot;
        planNext(definition.schedule().firstFrom(now));
    }

    long id() {
        return Objects.requireNonNull(id, "a stored task has an id");
    }

    Schedule parsedSchedule() throws InvalidScheduleException {
        return ScheduleReader.read(schedule, ZoneId.of(timeZone));
    }

    void hasTicked(String eventId, Instant now, Optional<Instant> next) {
        lastEventId = eventId;
        lastTickAt = now;
        planNext(next);
    }

    final void planNext(Optional<Instant> next) {
        nextRunAt = next.orElse(null);
        fault = next.isEmpty() ? "has no further run" : null;
    }

    /** Takes the task out of the line; it stays for the operator to see. */
    void park(String reason) {
        nextRunAt = null;
        fault = reason;
    }
}
