package dev.hookline.benchmarks.plugin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notes deliveries and whether they came as promised: each event of a subject after the one before
 * it was answered. Events of a subject are numbered from 1.
 */
public final class DeliveryLedger {

    private static final class Subject {
        private int last;
        private boolean busy;
    }

    private final Subject[] subjects;
    private final int expected;
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger overlapping = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final CountDownLatch complete;

    /**
     * Expects events.
     *
     * @param expected of all subjects together
     */
    public DeliveryLedger(int subjects, int expected) {
        this.subjects = new Subject[subjects];
        for (int i = 0; i < subjects; i++) {
            this.subjects[i] = new Subject();
        }
        this.expected = expected;
        this.complete = new CountDownLatch(expected);
    }

    /** A delivery has arrived. */
    public void begin(int subject, int number) {
        first.compareAndSet(0, System.nanoTime());
        var state = subjects[subject];
        synchronized (state) {
            if (state.busy) {
                overlapping.incrementAndGet();
            }
            state.busy = true;
            if (number > state.last + 1) {
                outOfOrder.incrementAndGet();
            }
        }
    }

    /** A delivery is about to be answered. */
    public void end(int subject, int number) {
        var state = subjects[subject];
        synchronized (state) {
            state.busy = false;
            if (number <= state.last) {
                repeated.incrementAndGet();
                return;
            }
            state.last = number;
        }
        delivered.incrementAndGet();
        last.set(System.nanoTime());
        complete.countDown();
    }

    /** Waits until every event has been delivered; false when that takes too long. */
    public boolean await(Duration longest) throws InterruptedException {
        return complete.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From the first delivery to the last. */
    public double perSecond() {
        return delivered.get() / ((last.get() - first.get()) / 1e9);
    }

    public int missing() {
        return expected - delivered.get();
    }

    public int repeated() {
        return repeated.get();
    }

    public int outOfOrder() {
        return outOfOrder.get();
    }

    /** Deliveries that began before the one before them was answered. */
    public int overlapping() {
        return overlapping.get();
    }
}
