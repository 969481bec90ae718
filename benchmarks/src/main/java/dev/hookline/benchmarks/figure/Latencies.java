package dev.hookline.benchmarks.figure;

import java.util.Arrays;

/** How long each of many operations took. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final long[] sorted;

    /** Takes durations in nanoseconds, in any order. */
    public Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /**
     * The duration in milliseconds that this share of the operations did not exceed (nearest rank).
     *
     * @param share above 0, at most 1
     */
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("no such share: " + share);
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }

    public int count() {
        return sorted.length;
    }
}
