package dev.hookline.gateway.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in order within a subject and in parallel across subjects: each busy subject has a
 * queue and one worker that empties it.
 */
final class SubjectLanes<T> {

    private final Map<String, Queue<T>> lanes = new HashMap<>();
    private final Executor workers;
    private final Consumer<T> work;

    SubjectLanes(Executor workers, Consumer<T> work) {
        this.workers = workers;
        this.work = work;
    }

    void add(String subject, T item) {
        synchronized (lanes) {
            var lane = lanes.get(subject);
            if (lane != null) {
                lane.add(item);
                return;
            }
            lane = new ArrayDeque<>();
            lane.add(item);
            lanes.put(subject, lane);
        }
        workers.execute(() -> drain(subject));
    }

    private void drain(String subject) {
        var item = next(subject);
        while (item != null) {
            work.accept(item);
            item = next(subject);
        }
    }

    /**
     * The next item, null when the lane is done. The lane is given up under the same lock under
     * which items are added, so none is left behind.
     */
    private @Nullable T next(String subject) {
        synchronized (lanes) {
            var lane = lanes.get(subject);
            var item = lane == null ? null : lane.poll();
            if (item == null) {
                lanes.remove(subject);
            }
            return item;
        }
    }
}
