package dev.hookline.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Looks for parked subjects that are due: at the times of which this replica knows, and every
 * second for what others (a replay, the operator) have added.
 */
final class DueSubjects {

    private static final Logger LOG = Logger.getLogger(DueSubjects.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);
    private static final int LOOKS_BETWEEN_COUNTS = 5;

    private final PluginDelivery delivery;

    /** Not a monitor: on Java 21 a virtual thread that waits within one keeps its carrier. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition earlier = lock.newCondition();
    private Instant next = Instant.MAX;

    DueSubjects(PluginDelivery delivery) {
        this.delivery = delivery;
    }

    void lookAt(Instant at) {
        lock.lock();
        try {
            if (at.isBefore(next)) {
                next = at;
                earlier.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void run() {
        int looks = 0;
        while (delivery.isRunning()) {
            try {
                awaitNext();
                look();
                if (looks++ % LOOKS_BETWEEN_COUNTS == 0) {
                    delivery.look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "cannot look for what is due pluginId=%s: %s",
                        delivery.pluginId(), e.getMessage());
                delivery.pause(LONGEST_WAIT);
            }
        }
    }

    private void look() {
        var partitions = List.copyOf(delivery.owned().keySet());
        if (partitions.isEmpty()) {
            return;
        }
        // More workers than the plugin takes at once would only wait with their pages in memory.
        int wanted = delivery.lanes().atBacklog() + 2 * delivery.concurrency();
        var lanes = delivery.engine().backlog().due(delivery.pluginId(), partitions, wanted);
        for (var lane : lanes) {
            if (delivery.lanes().atBacklog() >= 2 * delivery.concurrency()) {
                return;
            }
            delivery.lanes().due(lane);
        }
        if (lanes.size() >= wanted) {
            lookAt(delivery.engine().clock().instant());
        }
    }

    private void awaitNext() throws InterruptedException {
        lock.lock();
        try {
            awaitNextLocked();
        } finally {
            lock.unlock();
        }
    }

    private void awaitNextLocked() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            var untilNext = Duration.between(delivery.engine().clock().instant(), capped(next));
            long left = Math.min(untilNext.toNanos(), deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            earlier.awaitNanos(left);
        }
        next = Instant.MAX;
        // Many subjects that fall due one by one are looked up together.
        earlier.awaitNanos(SHORTEST_WAIT.toNanos());
    }

    private Instant capped(Instant at) {
        var latest = delivery.engine().clock().instant().plus(LONGEST_WAIT);
        return at.isAfter(latest) ? latest : at;
    }
}
