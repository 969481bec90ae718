package dev.hookline.gateway.health;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts calls and failures of the recent past, in ten slices that are forgotten one by one. Not
 * safe for several threads; its owner guards it.
 */
final class FailureWindow {

    private static final int SLICES = 10;

    private final long sliceNanos;
    private final int[] calls = new int[SLICES];
    private final int[] failures = new int[SLICES];
    private final long originNanos;
    private long newestSlice;

    FailureWindow(Duration length, long nowNanos) {
        this.sliceNanos = Math.max(1, length.toNanos() / SLICES);
        this.originNanos = nowNanos;
    }

    void add(boolean failed, long nowNanos) {
        forgetUntil(nowNanos);
        int slot = slotOf(newestSlice);
        calls[slot]++;
        if (failed) {
            failures[slot]++;
        }
    }

    int calls(long nowNanos) {
        forgetUntil(nowNanos);
        return Arrays.stream(calls).sum();
    }

    int failures(long nowNanos) {
        forgetUntil(nowNanos);
        return Arrays.stream(failures).sum();
    }

    private void forgetUntil(long nowNanos) {
        long slice = sliceOf(nowNanos);
        // Beyond a whole turn every slot has been emptied once.
        long emptied = Math.min(slice - newestSlice, SLICES);
        for (long i = 1; i <= emptied; i++) {
            calls[slotOf(newestSlice + i)] = 0;
            failures[slotOf(newestSlice + i)] = 0;
        }
        newestSlice = Math.max(newestSlice, slice);
    }

    private long sliceOf(long nanos) {
        // A JVM's nanoseconds mean something only as a difference, and may overflow.
        return (nanos - originNanos) / sliceNanos;
    }

    private static int slotOf(long slice) {
        return (int) (slice % SLICES);
    }
}
