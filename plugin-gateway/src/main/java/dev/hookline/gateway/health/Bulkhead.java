package dev.hookline.gateway.health;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the calls to one plugin: a number of places, a number of callers that may wait for one,
 * each no longer than it can use. Whoever waits longest is next.
 */
final class Bulkhead {

    private final int places;
    private final int seats;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    Bulkhead(int places, int seats) {
        this.places = places;
        this.seats = seats;
        this.free = new Semaphore(places, true);
    }

    /** True with a place, which must be left; false when there is none in time. */
    boolean enter(Duration patience) {
        if (waiting.get() == 0 && free.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > seats) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        free.release();
    }

    int inProgress() {
        return places - free.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }
}
