package dev.hookline.gateway.cron;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Works out planned runs anew, because what they were worked out from can turn out wrong: the time
 * zone database is updated, or a clock had jumped ahead and comes back.
 */
@ApplicationScoped
class Realignment {

    private static final Logger LOG = Logger.getLogger(Realignment.class);
    private static final int BATCH = 500;

    /** How far clocks of replicas may be apart; a last tick further ahead was a clock's mistake. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final CronTaskRepository tasks;
    private final Clock clock;

    Realignment(CronTaskRepository tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Returns how many tasks got another next run. */
    int realignAll() {
        var now = clock.instant();
        int moved = 0;
        var progress = new Progress(0, 0, 0);
        do {
            long from = progress.lastId();
            progress = QuarkusTransaction.requiringNew().call(() -> realignBatch(now, from));
            moved += progress.moved();
        } while (progress.seen() == BATCH);
        return moved;
    }

    private record Progress(int seen, int moved, long lastId) {}

    private Progress realignBatch(Instant now, long from) {
        List<CronTaskEntity> planned = tasks.claimPlanned(now, from, BATCH);
        int moved = 0;
        for (var task : planned) {
            moved += realign(task, now) ? 1 : 0;
        }
        long last = planned.isEmpty() ? from : planned.getLast().id();
        return new Progress(planned.size(), moved, last);
    }

    private static boolean realign(CronTaskEntity task, Instant now) {
        try {
            var next = task.parsedSchedule().firstFrom(lastMoment(task, now));
            if (next.isEmpty() || next.get().equals(task.nextRunAt)) {
                return false;
            }
            LOG.infof(
                    "cron task realigned pluginId=%s task=%s from=%s to=%s",
                    task.pluginId, task.name, task.nextRunAt, next.get());
            task.planNext(next);
            return true;
        } catch (InvalidScheduleException | DateTimeException e) {
            task.park(String.valueOf(e.getMessage()));
            return true;
        }
    }

    /** Never before the last tick: a replica whose clock is slow must not plan that run again. */
    private static Instant lastMoment(CronTaskEntity task, Instant now) {
        var last = task.lastTickAt;
        return last != null && last.isAfter(now) && !last.isAfter(now.plus(SKEW)) ? last : now;
    }
}
