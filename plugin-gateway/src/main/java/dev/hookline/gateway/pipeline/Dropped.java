package dev.hookline.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Counts dropped items and remembers why the first one was; what an operator reads in the trace.
 */
final class Dropped {

    private static final int LONGEST_REASON = 300;

    private int items;
    private @Nullable String first;

    void add(int count, String reason) {
        items += count;
        if (first == null) {
            first =
                    reason.length() <= LONGEST_REASON
                            ? reason
                            : reason.substring(0, LONGEST_REASON) + "…";
        }
    }

    boolean isEmpty() {
        return items == 0;
    }

    String complaint() {
        return items == 1 ? "1 item dropped: " + first : items + " items dropped, first " + first;
    }
}
