package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Backlog;
import dev.hookline.gateway.backlog.Lane;
import dev.hookline.gateway.backlog.Ownership;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.backlog.WaitingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does the steps of one subject after the other.
 *
 * <pre>
 *   Attempt ──► done ─────────────────────────────► offset finished
 *          └──► keep ──► parked in the database ──► offset finished
 *   Append ───► behind what waits ────────────────► offsets finished
 *   WorkBacklog ──► attempt what waits, in order ──► settled: unparked, still due, or due later
 * </pre>
 */
final class LaneWorker {

    private static final Logger LOG = Logger.getLogger(LaneWorker.class);

    /** Waiting events read, and taken off, at once: a crash repeats at most so many. */
    private static final int PAGE = 20;

    private static final Duration RECOVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);

    /** What a worker needs of the delivery that it belongs to. */
    interface Post {

        boolean isRunning();

        /** Null when the partition is not ours. */
        @Nullable Ownership ownership(Lane lane);

        /** Null when there is nobody to deliver to any more. */
        Attempts.@Nullable Outcome attempt(AfterEvent event, int attempt);

        void stopPush(String reason);

        void dueAt(Instant at);

        void pause(Duration pause);
    }

    private final Post post;
    private final Backlog backlog;
    private final OffsetLedger offsets;

    LaneWorker(Post post, Backlog backlog, OffsetLedger offsets) {
        this.post = post;
        this.backlog = backlog;
        this.offsets = offsets;
    }

    void work(SubjectLanes lanes, Lane lane) {
        while (true) {
            switch (lanes.next(lane)) {
                case SubjectLanes.Attempt(var event) ->
                        untilDone(lane, () -> attempt(lanes, event));
                case SubjectLanes.Append(var events) -> untilDone(lane, () -> append(lane, events));
                case SubjectLanes.WorkBacklog work -> workBacklog(lanes, lane);
                case SubjectLanes.Leave leave -> {
                    return;
                }
            }
        }
    }

    private void attempt(SubjectLanes lanes, AfterEvent event) {
        var ownership = post.ownership(event.lane());
        if (ownership == null || !offsets.isOpen(event.partition(), event.offset())) {
            return;
        }
        var outcome = post.attempt(event, 1);
        if (outcome == null) {
            return;
        }
        switch (outcome) {
            case Attempts.Done done -> offsets.finish(event.partition(), event.offset());
            case Attempts.Keep(var verdict, var called) ->
                    untilDone(event.lane(), () -> park(lanes, ownership, event, verdict));
            case Attempts.Stop(var reason) -> post.stopPush(reason);
        }
    }

    private void park(SubjectLanes lanes, Ownership ownership, AfterEvent event, Verdict verdict) {
        var kept = backlog.park(ownership, event, verdict);
        if (kept == Backlog.Kept.LOST) {
            return;
        }
        if (kept == Backlog.Kept.KEPT && verdict instanceof Verdict.Retry retry) {
            lanes.parked(event.lane());
            post.dueAt(retry.at());
        }
        offsets.finish(event.partition(), event.offset());
    }

    private void append(Lane lane, List<AfterEvent> events) {
        var ownership = post.ownership(lane);
        if (ownership != null && backlog.append(ownership, events)) {
            events.forEach(event -> offsets.finish(event.partition(), event.offset()));
        }
    }

    private void workBacklog(SubjectLanes lanes, Lane lane) {
        var ownership = post.ownership(lane);
        if (ownership == null) {
            return;
        }
        try {
            var page = backlog.oldest(ownership, lane, PAGE);
            if (page.isPresent()) {
                workPage(lanes, ownership, lane, page.get());
            }
        } catch (RuntimeException e) {
            // It stays due, and whoever looks for due subjects finds it again.
            complain(lane, e, RECOVERY);
        }
    }

    private void workPage(
            SubjectLanes lanes, Ownership ownership, Lane lane, List<WaitingEvent> page) {
        var done = new ArrayList<Long>();
        for (var waiting : page) {
            var outcome =
                    post.ownership(lane) == ownership
                            ? post.attempt(waiting.event(), waiting.attempts() + 1)
                            : null;
            switch (outcome) {
                case Attempts.Done finished -> done.add(waiting.position());
                case Attempts.Keep(var verdict, var called) -> {
                    settled(
                            lanes,
                            lane,
                            backlog.settle(ownership, lane, done, waiting, verdict),
                            verdict);
                    return;
                }
                case Attempts.Stop(var reason) -> {
                    backlog.settle(ownership, lane, done);
                    post.stopPush(reason);
                    return;
                }
                case null -> {
                    backlog.settle(ownership, lane, done);
                    return;
                }
            }
        }
        settled(lanes, lane, backlog.settle(ownership, lane, done), null);
    }

    private void settled(
            SubjectLanes lanes, Lane lane, Backlog.Rest rest, @Nullable Verdict verdict) {
        switch (rest) {
            case NOTHING -> lanes.unparked(lane);
            case WAITING -> {
                if (verdict instanceof Verdict.Retry retry) {
                    post.dueAt(retry.at());
                } else {
                    lanes.stillDue(lane);
                }
            }
            case LOST -> LOG.debugf("no longer the owner of %s for this plugin", lane.partition());
        }
    }

    /** The database may be away for a while; until it is back the offset stays unfinished. */
    private void untilDone(Lane lane, Runnable step) {
        var pause = RECOVERY;
        while (post.isRunning() && post.ownership(lane) != null) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                complain(lane, e, pause);
                post.pause(pause);
                // A thousand subjects that wait for the database must not keep it busy.
                pause = pause.compareTo(LONGEST_RECOVERY) < 0 ? pause.plus(RECOVERY) : pause;
            }
        }
    }

    private static void complain(Lane lane, RuntimeException e, Duration pause) {
        // The stack is the same each time.
        LOG.warnf(
                pause.equals(RECOVERY) ? e : null,
                "delivery interrupted, trying again subject=%s topic=%s: %s",
                lane.subject(),
                lane.partition().topic(),
                e.getMessage());
    }
}
