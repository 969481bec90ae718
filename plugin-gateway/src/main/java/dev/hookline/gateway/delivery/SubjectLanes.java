package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Gives each busy subject one worker at a time, which asks for one step after the other: work in
 * order within a subject, in parallel across subjects.
 *
 * <pre>
 *               new event                        new event, or due
 *   (unknown) ────────────► flowing ──parked──► parked ──unparked──► flowing ──no event left──► (unknown)
 *                          Attempt              Append what is new,
 *                                               then WorkBacklog when due
 * </pre>
 *
 * Whether a subject is parked changes only between two steps of its one worker, so no event
 * overtakes another. What is due may turn out not to wait any more: it is looked at first.
 *
 * <p>When a partition moves away, its subjects are forgotten while workers may still be at a call.
 * Such a worker changes nothing any more, and if the partition comes back, work on the subject
 * begins only when it has left.
 */
final class SubjectLanes {

    private static final Logger LOG = Logger.getLogger(SubjectLanes.class);
    private static final int MOST_APPENDED = 100;

    /** What the worker of a subject does next. */
    sealed interface Step {}

    record Attempt(AfterEvent event) implements Step {}

    /** These come behind what already waits. */
    record Append(List<AfterEvent> events) implements Step {}

    record WorkBacklog() implements Step {}

    /** Nothing now; the worker leaves. */
    record Leave() implements Step {}

    /** One worker's time with a subject. It ends with the partition's stay at this replica. */
    final class Shift {

        private final Lane lane;
        private final State state;

        private Shift(Lane lane, State state) {
            this.lane = lane;
            this.state = state;
        }

        Lane lane() {
            return lane;
        }

        /** Whether the partition has been here since the shift began. */
        boolean isCurrent() {
            return !state.forgotten;
        }
    }

    private static final class State {
        private final Queue<AfterEvent> fresh = new ArrayDeque<>();
        private volatile boolean forgotten;
        private boolean parked;
        private boolean due;
        private boolean busy;
        private boolean inBacklog;
    }

    private final Map<Lane, State> lanes = new HashMap<>();

    /** States whose partition has moved away, and whose worker is still at its last step. */
    private final Map<Lane, State> leaving = new HashMap<>();

    private final Set<TopicPartition> closing = new HashSet<>();
    private final Executor workers;
    private final Consumer<Shift> worker;
    private int working;
    private int parked;
    private int atBacklog;

    /**
     * @param worker asks for the steps of its shift until it is told to leave
     */
    SubjectLanes(Executor workers, Consumer<Shift> worker) {
        this.workers = workers;
        this.worker = worker;
    }

    void add(AfterEvent event) {
        synchronized (lanes) {
            var state = lanes.computeIfAbsent(event.lane(), lane -> new State());
            state.fresh.add(event);
            employ(event.lane(), state);
        }
    }

    /** The subject has events waiting, of a former owner. */
    void parked(Lane lane) {
        synchronized (lanes) {
            park(lanes.computeIfAbsent(lane, key -> new State()));
        }
    }

    /** The subject has events waiting. */
    void parked(Shift shift) {
        synchronized (lanes) {
            park(shift.state);
        }
    }

    private void park(State state) {
        if (!state.parked && !state.forgotten) {
            state.parked = true;
            parked++;
        }
    }

    /** Nothing waits any more. */
    void unparked(Shift shift) {
        synchronized (lanes) {
            var state = shift.state;
            state.due = false;
            if (state.parked && !state.forgotten) {
                state.parked = false;
                parked--;
            }
        }
    }

    /** What waits is due. A subject whose backlog is being worked on already is left alone. */
    void due(Lane lane) {
        synchronized (lanes) {
            if (closing.contains(lane.partition())) {
                return;
            }
            var state = lanes.computeIfAbsent(lane, key -> new State());
            if (state.inBacklog) {
                return;
            }
            state.due = true;
            employ(lane, state);
        }
    }

    /** More is due of the subject that the caller is working on. */
    void stillDue(Shift shift) {
        synchronized (lanes) {
            shift.state.due = true;
        }
    }

    /** The worker's next step. After {@link Leave} the lane is free for another worker. */
    Step next(Shift shift) {
        synchronized (lanes) {
            var state = shift.state;
            if (state.forgotten) {
                return leftAfterMove(shift.lane);
            }
            if (state.inBacklog) {
                state.inBacklog = false;
                atBacklog--;
            }
            if (!closing.contains(shift.lane.partition())) {
                if (state.parked && !state.fresh.isEmpty()) {
                    return new Append(firstOf(state.fresh));
                }
                if (state.due) {
                    state.due = false;
                    state.inBacklog = true;
                    atBacklog++;
                    return new WorkBacklog();
                }
                if (!state.parked && !state.fresh.isEmpty()) {
                    return new Attempt(state.fresh.remove());
                }
            }
            state.busy = false;
            if (!state.parked && state.fresh.isEmpty()) {
                lanes.remove(shift.lane);
            }
            return left();
        }
    }

    private Step leftAfterMove(Lane lane) {
        leaving.remove(lane);
        var returned = lanes.get(lane);
        if (returned != null && (returned.due || !returned.fresh.isEmpty())) {
            employ(lane, returned);
        }
        return left();
    }

    /** Lets workers finish their step and begins no other. */
    void close(Collection<TopicPartition> partitions) {
        synchronized (lanes) {
            closing.addAll(partitions);
        }
    }

    /** Waits until no worker is at work, at most that long; whether that came about. */
    boolean awaitIdle(Collection<TopicPartition> partitions, Duration longest)
            throws InterruptedException {
        synchronized (lanes) {
            long deadline = System.nanoTime() + longest.toNanos();
            while (isBusy(partitions)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lanes, left);
            }
            return true;
        }
    }

    /** Forgets what was to be done in partitions that have moved away. */
    void forget(Collection<TopicPartition> partitions) {
        synchronized (lanes) {
            lanes.entrySet()
                    .removeIf(entry -> {
                        var gone = partitions.contains(entry.getKey().partition());
                        if (gone) {
                            forget(entry.getKey(), entry.getValue());
                        }
                        return gone;
                    });
            closing.removeAll(partitions);
        }
    }

    private void forget(Lane lane, State state) {
        state.forgotten = true;
        if (state.parked) {
            parked--;
        }
        if (state.inBacklog) {
            atBacklog--;
        }
        if (state.busy) {
            leaving.put(lane, state);
        }
    }

    /** How many subjects have a worker at what waits of them. */
    int atBacklog() {
        synchronized (lanes) {
            return atBacklog;
        }
    }

    int parkedSubjects() {
        synchronized (lanes) {
            return parked;
        }
    }

    private boolean isBusy(Collection<TopicPartition> partitions) {
        return working > 0
                && Stream.concat(lanes.entrySet().stream(), leaving.entrySet().stream())
                        .anyMatch(entry ->
                                entry.getValue().busy
                                        && partitions.contains(entry.getKey().partition()));
    }

    private void employ(Lane lane, State state) {
        if (state.busy || leaving.containsKey(lane)) {
            return;
        }
        var shift = new Shift(lane, state);
        try {
            workers.execute(() -> worker.accept(shift));
            state.busy = true;
            working++;
        } catch (RejectedExecutionException e) {
            // The delivery has ended; the next one reads the event again.
            LOG.debugf("no worker for %s any more", lane.subject());
        }
    }

    private Step left() {
        working--;
        lanes.notifyAll();
        return new Leave();
    }

    private static List<AfterEvent> firstOf(Queue<AfterEvent> fresh) {
        var events = new ArrayList<AfterEvent>();
        while (!fresh.isEmpty() && events.size() < MOST_APPENDED) {
            events.add(fresh.remove());
        }
        return events;
    }
}
