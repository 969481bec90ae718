package dev.hookline.gateway.cron;

import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Turns due tasks into ticks.
 *
 * <pre>
 *   claim a batch ──► tick into the outbox ──► recurring: next run after now │ one-shot: row deleted
 *       ▲                                                    │
 *       └──────────────── commit, while batches are full ◄───┘
 * </pre>
 *
 * A replica that dies within a batch has neither ticked nor moved anything on. However many runs
 * were missed, one tick stands for them; it tells when the first of them was due.
 */
@ApplicationScoped
class DueTasks {

    private static final Logger LOG = Logger.getLogger(DueTasks.class);
    private static final Duration CONSUMER_START = Duration.ofSeconds(10);

    private final CronTaskRepository tasks;
    private final TickWriter ticks;
    private final Consumer<OutboxEvent> outbox;
    private final CronConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;

    @Inject
    DueTasks(
            CronTaskRepository tasks,
            TickWriter ticks,
            Outbox outbox,
            CronConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this(tasks, ticks, outbox::append, config, metrics, clock);
    }

    DueTasks(
            CronTaskRepository tasks,
            TickWriter ticks,
            Consumer<OutboxEvent> outbox,
            CronConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.tasks = tasks;
        this.ticks = ticks;
        this.outbox = outbox;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Ticks everything that is due now for these plugins; returns how many tasks that were. */
    int tickAll(Set<String> owners) {
        if (owners.isEmpty()) {
            return 0;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int handled = 0;
        int batch;
        do {
            batch = QuarkusTransaction.requiringNew().call(() -> tickBatch(owners, now));
            handled += batch;
        } while (batch == config.batchSize());
        return handled;
    }

    private int tickBatch(Set<String> owners, Instant now) {
        var due = tasks.claimDue(now, owners, config.batchSize());
        due.forEach(task -> tick(task, now));
        return due.size();
    }

    private void tick(CronTaskEntity task, Instant now) {
        Schedule schedule;
        try {
            schedule = task.parsedSchedule();
        } catch (InvalidScheduleException | DateTimeException e) {
            // A zone can vanish with an update of the time zone database.
            LOG.errorf(
                    "cron task parked pluginId=%s task=%s reason=%s",
                    task.pluginId, task.name, e.getMessage());
            task.park(String.valueOf(e.getMessage()));
            return;
        }
        var next = task.oneShot ? Optional.<Instant>empty() : schedule.nextAfter(now);
        send(task, now, next, schedule);
        if (task.oneShot) {
            tasks.delete(task);
        }
    }

    /**
     * A tick is worth nothing once the next one is due. One that stands for missed runs is given
     * the time that a consumer needs to come up, since missed runs are often due to the plugin
     * having been switched off until now.
     */
    private static Instant expiryOf(
            Schedule schedule, Instant scheduledAt, Instant now, Instant next) {
        boolean standsForSeveral =
                schedule.nextAfter(scheduledAt).filter(run -> !run.isAfter(now)).isPresent();
        var earliest = standsForSeveral ? now.plus(CONSUMER_START) : next;
        return next.isBefore(earliest) ? earliest : next;
    }

    private void send(CronTaskEntity task, Instant now, Optional<Instant> next, Schedule schedule) {
        var scheduledAt = Objects.requireNonNull(task.nextRunAt, "a due task has a next run");
        var expiry = next.map(run -> expiryOf(schedule, scheduledAt, now, run));
        var tick = ticks.tickOf(task, scheduledAt, now, expiry);
        outbox.accept(tick.event());
        task.hasTicked(tick.eventId(), now, next);
        metrics.timer("hookline.cron.lateness", "plugin", task.pluginId)
                .record(Duration.between(scheduledAt, now));
        LOG.debugf(
                "cron tick pluginId=%s task=%s eventId=%s scheduledAt=%s",
                task.pluginId, task.name, tick.eventId(), scheduledAt);
    }
}
