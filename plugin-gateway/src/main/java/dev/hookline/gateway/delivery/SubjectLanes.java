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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

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
 * overtakes another.
 */
final class SubjectLanes {

    private static final int MOST_APPENDED = 100;

    /** What the worker of a subject does next. */
    sealed interface Step {}

    record Attempt(AfterEvent event) implements Step {}

    /** These come behind what already waits. */
    record Append(List<AfterEvent> events) implements Step {}

    record WorkBacklog() implements Step {}

    /** Nothing now; the worker leaves. */
    record Leave() implements Step {}

    private static final class State {
        private final Queue<AfterEvent> fresh = new ArrayDeque<>();
        private boolean parked;
        private boolean due;
        private boolean busy;
        private boolean inBacklog;
    }

    private final Map<Lane, State> lanes = new HashMap<>();
    private final Set<TopicPartition> closing = new HashSet<>();
    private final Executor workers;
    private final Consumer<Lane> worker;
    private int working;
    private int parked;
    private int atBacklog;

    /**
     * @param worker asks for the steps of a lane until it is told to leave
     */
    SubjectLanes(Executor workers, Consumer<Lane> worker) {
        this.workers = workers;
        this.worker = worker;
    }

    void add(AfterEvent event) {
        synchronized (lanes) {
            var state = lanes.computeIfAbsent(event.lane(), lane -> new State());
            state.fresh.add(event);
            if (!employ(state)) {
                return;
            }
        }
        workers.execute(() -> worker.accept(event.lane()));
    }

    /** The subject has events waiting, of a former owner or of this one. */
    void parked(Lane lane) {
        synchronized (lanes) {
            var state = lanes.computeIfAbsent(lane, key -> new State());
            if (!state.parked) {
                state.parked = true;
                parked++;
            }
        }
    }

    /** Nothing waits any more. For the subject's worker only. */
    void unparked(Lane lane) {
        synchronized (lanes) {
            var state = lanes.get(lane);
            if (state != null && state.parked) {
                state.parked = false;
                state.due = false;
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
            parked(lane);
            var state = lanes.computeIfAbsent(lane, key -> new State());
            if (state.inBacklog) {
                return;
            }
            state.due = true;
            if (!employ(state)) {
                return;
            }
        }
        workers.execute(() -> worker.accept(lane));
    }

    /** More is due of the subject that the caller is working on. */
    void stillDue(Lane lane) {
        synchronized (lanes) {
            var state = lanes.get(lane);
            if (state != null) {
                state.due = true;
            }
        }
    }

    /** The worker's next step. After {@link Leave} the lane is free for another worker. */
    Step next(Lane lane) {
        synchronized (lanes) {
            var state = lanes.get(lane);
            if (state == null) {
                return left();
            }
            if (state.inBacklog) {
                state.inBacklog = false;
                atBacklog--;
            }
            if (!closing.contains(lane.partition())) {
                if (state.parked && !state.fresh.isEmpty()) {
                    return new Append(firstOf(state.fresh));
                }
                if (state.parked && state.due) {
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
                lanes.remove(lane);
            }
            return left();
        }
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
                        if (gone && entry.getValue().parked) {
                            parked--;
                        }
                        if (gone && entry.getValue().inBacklog) {
                            atBacklog--;
                        }
                        return gone;
                    });
            closing.removeAll(partitions);
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
                && lanes.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().busy
                                        && partitions.contains(entry.getKey().partition()));
    }

    private boolean employ(State state) {
        if (state.busy) {
            return false;
        }
        state.busy = true;
        working++;
        return true;
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
