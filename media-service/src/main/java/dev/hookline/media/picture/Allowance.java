package dev.hookline.media.picture;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The time and memory one piece of work with pictures may take; whoever reads asks it. */
public final class Allowance implements AutoCloseable {

    private static final int KIB = 1024;

    private final Semaphore memory;
    private final int all;
    private final long end;
    private int taken;
    private volatile boolean stopped;

    Allowance(Semaphore memory, int all, Duration time) {
        this.memory = memory;
        this.all = all;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** An allowance of its own, for work outside {@link PictureWorkers}. */
    static Allowance of(long memory, Duration time) {
        var kib = (int) (memory / KIB);
        return new Allowance(new Semaphore(kib, true), kib, time);
    }

    /** Calls the work off; it ends with its next read or row. */
    public void stop() {
        stopped = true;
    }

    public boolean stopped() {
        return stopped;
    }

    /**
     * Does nothing while the work is wanted.
     *
     * @throws InterruptedIOException when its time is over
     */
    public void check() throws InterruptedIOException {
        if (stopped || System.nanoTime() - end > 0) {
            throw new InterruptedIOException("the picture took too long");
        }
    }

    /**
     * Waits until the memory is free; it is given back at the end of the work.
     *
     * @throws UnreadablePictureException when there will never be as much
     */
    void reserve(long bytes) throws UnreadablePictureException, InterruptedIOException {
        var kib = bytes / KIB + 1;
        if (kib > all) {
            throw new UnreadablePictureException(
                    "it takes " + kib + " KiB to decode, of " + all + " allowed");
        }
        try {
            if (!memory.tryAcquire((int) kib, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new MemoryBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        taken += (int) kib;
    }

    @Override
    public void close() {
        memory.release(taken);
        taken = 0;
    }
}
