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

        /** Null when the memory for events is used up. */
        EventMemory.@Nullable PageRoom awaitPageRoom();

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

    void work(SubjectLanes lanes, SubjectLanes.Shift shift) {
        while (true) {
            switch (lanes.next(shift)) {
                case SubjectLanes.Attempt(var event) ->
                        untilDone(shift, () -> attempt(lanes, shift, event));
                case SubjectLanes.Append(var events) ->
                        untilDone(shift, () -> append(shift, events));
                case SubjectLanes.WorkBacklog work -> workBacklog(lanes, shift);
                case SubjectLanes.Leave leave -> {
                    return;
                }
            }
        }
    }

    private void attempt(SubjectLanes lanes, SubjectLanes.Shift shift, AfterEvent event) {
        var ownership = ownership(shift);
        if (ownership == null || !offsets.isOpen(event.partition(), event.offset())) {
            return;
        }
        var outcome = post.attempt(event, 1);
        if (outcome == null) {
            return;
        }
        switch (outcome) {
            case Attempts.Done done -> finish(shift, event);
            case Attempts.Keep(var verdict, var called) ->
                    untilDone(shift, () -> park(lanes, shift, ownership, event, verdict));
            case Attempts.Stop(var reason) -> post.stopPush(reason);
        }
    }

    private void park(
            SubjectLanes lanes,
            SubjectLanes.Shift shift,
            Ownership ownership,
            AfterEvent event,
            Verdict verdict) {
        var kept = backlog.park(ownership, event, verdict);
        if (kept == Backlog.Kept.LOST) {
            return;
        }
        if (kept == Backlog.Kept.KEPT && verdict instanceof Verdict.Retry retry) {
            lanes.parked(shift);
            post.dueAt(retry.at());
        }
        finish(shift, event);
    }

    private void append(SubjectLanes.Shift shift, List<AfterEvent> events) {
        var ownership = ownership(shift);
        if (ownership != null && backlog.append(ownership, events)) {
            events.forEach(event -> finish(shift, event));
        }
    }

    /** After a move the ledger may hold the same offset for whoever works on it now. */
    private void finish(SubjectLanes.Shift shift, AfterEvent event) {
        if (shift.isCurrent()) {
            offsets.finish(event.partition(), event.offset());
        }
    }

    /** Null when the partition is not ours, or has been another's since the shift began. */
    private @Nullable Ownership ownership(SubjectLanes.Shift shift) {
        return shift.isCurrent() ? post.ownership(shift.lane()) : null;
    }

    private void workBacklog(SubjectLanes lanes, SubjectLanes.Shift shift) {
        var ownership = ownership(shift);
        if (ownership == null) {
            return;
        }
        // Nothing may overtake what waits, even while that cannot be read.
        lanes.parked(shift);
        try (var room = post.awaitPageRoom()) {
            if (room == null) {
                // The next look for due subjects finds it again.
                return;
            }
            var page = backlog.oldest(ownership, shift.lane(), PAGE, EventMemory.PAGE_BYTES);
            if (page.isPresent()) {
                room.read(bytesOf(page.get()));
                workPage(lanes, shift, ownership, page.get());
            }
        } catch (RuntimeException e) {
            // It stays due.
            complain(shift.lane(), e, RECOVERY);
        }
    }

    private static long bytesOf(List<WaitingEvent> page) {
        return page.stream().mapToLong(waiting -> waiting.event().value().length).sum();
    }

    private void workPage(
            SubjectLanes lanes,
            SubjectLanes.Shift shift,
            Ownership ownership,
            List<WaitingEvent> page) {
        var lane = shift.lane();
        var done = new ArrayList<Long>();
        for (var waiting : page) {
            var outcome =
                    ownership(shift) == ownership
                            ? post.attempt(waiting.event(), waiting.attempts() + 1)
                            : null;
            switch (outcome) {
                case Attempts.Done finished -> done.add(waiting.position());
                case Attempts.Keep(var verdict, var called) -> {
                    settled(
                            lanes,
                            shift,
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
        settled(lanes, shift, backlog.settle(ownership, lane, done), null);
    }

    private void settled(
            SubjectLanes lanes,
            SubjectLanes.Shift shift,
            Backlog.Rest rest,
            @Nullable Verdict verdict) {
        switch (rest) {
            case NOTHING -> lanes.unparked(shift);
            case WAITING -> {
                if (verdict instanceof Verdict.Retry retry) {
                    post.dueAt(retry.at());
                } else {
                    lanes.stillDue(shift);
                }
            }
            case LOST ->
                    LOG.debugf(
                            "no longer the owner of %s for this plugin", shift.lane().partition());
        }
    }

    /** The database may be away for a while; until it is back the offset stays unfinished. */
    private void untilDone(SubjectLanes.Shift shift, Runnable step) {
        var pause = RECOVERY;
        while (post.isRunning() && ownership(shift) != null) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                complain(shift.lane(), e, pause);
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
