package dev.hookline.kit.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process-wide bound on bytes held in memory. Thread-safe; waiting is in order of arrival, so a
 * large reservation is not overtaken by small ones.
 *
 * <p>More bytes than {@link #capacity()} are never reserved and never waited for: the answer is
 * empty at once. A caller that must handle one oversized item all the same reserves {@code
 * Math.min(bytes, budget.capacity())} and then has the budget to itself.
 */
public final class ByteBudget {

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private long reserved;
    private long refused;

    /**
     * Creates an empty budget.
     *
     * @param capacity in bytes, at least 1
     */
    public ByteBudget(long capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive: " + capacity);
        }
        this.capacity = capacity;
    }

    /**
     * Reserves without waiting. Empty if the bytes are not free or others wait for their turn.
     *
     * @param bytes 0 or more
     */
    public Optional<Reservation> tryReserve(long bytes) {
        check(bytes);
        lock.lock();
        try {
            return waiters.isEmpty() ? granted(takeIfFree(bytes), bytes) : granted(false, bytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reserves, waiting for others to release. Empty if the bytes were not free in time.
     *
     * @param bytes 0 or more
     * @param patience how long to wait; zero or less does not wait
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is reserved
     */
    public Optional<Reservation> reserve(long bytes, Duration patience)
            throws InterruptedException {
        check(bytes);
        lock.lockInterruptibly();
        try {
            if (bytes > capacity) {
                return granted(false, bytes);
            }
            if (waiters.isEmpty() && takeIfFree(bytes)) {
                return granted(true, bytes);
            }
            return granted(awaitTurn(bytes, patience.toNanos()), bytes);
        } finally {
            lock.unlock();
        }
    }

    /** The most bytes that can be reserved together. */
    public long capacity() {
        return capacity;
    }

    /** The bytes that are reserved now. */
    public long reserved() {
        lock.lock();
        try {
            return reserved;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Registers {@code hookline.bytes.reserved}, {@code hookline.bytes.capacity} and {@code
     * hookline.bytes.refused} for this budget. Call it where the bean is made.
     *
     * @param name value of the label {@code budget}
     * @return this budget
     */
    public ByteBudget meteredAs(String name, MeterRegistry metrics) {
        Gauge.builder("hookline.bytes.reserved", this, ByteBudget::reserved)
                .description("Bytes that are held in memory within the budget")
                .baseUnit(BaseUnits.BYTES)
                .tag("budget", name)
                .register(metrics);
        Gauge.builder("hookline.bytes.capacity", this, ByteBudget::capacity)
                .description("Bytes that may be held in memory within the budget")
                .baseUnit(BaseUnits.BYTES)
                .tag("budget", name)
                .register(metrics);
        FunctionCounter.builder("hookline.bytes.refused", this, ByteBudget::refused)
                .description("Reservations that did not fit the budget")
                .tag("budget", name)
                .register(metrics);
        return this;
    }

    private boolean awaitTurn(long bytes, long nanos) throws InterruptedException {
        var waiter = new Waiter(bytes, lock.newCondition());
        waiters.addLast(waiter);
        try {
            long left = nanos;
            while (!waiter.isServed && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
            return waiter.isServed;
        } catch (InterruptedException e) {
            if (waiter.isServed) {
                free(bytes);
            }
            throw e;
        } finally {
            if (waiters.remove(waiter)) {
                // It may have been the one that was too large for what is free.
                serveWaiters();
            }
        }
    }

    private boolean takeIfFree(long bytes) {
        if (bytes > capacity - reserved) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private void free(long bytes) {
        reserved -= bytes;
        serveWaiters();
    }

    private void serveWaiters() {
        while (!waiters.isEmpty() && takeIfFree(waiters.getFirst().bytes)) {
            var next = waiters.removeFirst();
            next.isServed = true;
            next.turn.signal();
        }
    }

    private Optional<Reservation> granted(boolean isGranted, long bytes) {
        if (isGranted) {
            return Optional.of(new Reservation(bytes));
        }
        refused++;
        return Optional.empty();
    }

    private long refused() {
        lock.lock();
        try {
            return refused;
        } finally {
            lock.unlock();
        }
    }

    private static void check(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
    }

    /** Bytes taken from the budget until they are given back; closing it again has no effect. */
    public final class Reservation implements AutoCloseable {

        private long held;
        private boolean isClosed;

        private Reservation(long held) {
            this.held = held;
        }

        /** The bytes that this reservation holds; 0 once it is closed. */
        public long bytes() {
            lock.lock();
            try {
                return held;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Takes more without waiting, because waiting while holding could deadlock.
         *
         * @return false, and nothing taken, if the bytes are not free, others wait, or this is
         *     closed
         */
        public boolean tryGrow(long more) {
            check(more);
            lock.lock();
            try {
                if (isClosed || !waiters.isEmpty() || !takeIfFree(more)) {
                    refused++;
                    return false;
                }
                held += more;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Gives back all but {@code bytes}; no effect if it holds less. */
        public void shrinkTo(long bytes) {
            check(bytes);
            lock.lock();
            try {
                if (bytes < held) {
                    long freed = held - bytes;
                    held = bytes;
                    free(freed);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                isClosed = true;
                shrinkTo(0);
            } finally {
                lock.unlock();
            }
        }
    }

    /** A reservation that waits for its turn. */
    private static final class Waiter {

        private final long bytes;
        private final Condition turn;
        private boolean isServed;

        Waiter(long bytes, Condition turn) {
            this.bytes = bytes;
            this.turn = turn;
        }
    }
}
