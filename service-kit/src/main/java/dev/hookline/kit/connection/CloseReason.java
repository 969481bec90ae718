package dev.hookline.kit.connection;

import java.util.Locale;

/** Why a connection was closed by this side before its client did. */
enum CloseReason {
    /** It waited too long for a request. */
    IDLE,
    /** The head of a request took too long. */
    SLOW_HEAD,
    /** Too many requests were sent before the first was answered. */
    PIPELINED,
    /** The answer was read too slowly. */
    SLOW_READER,
    /** Answers that nobody reads took too much memory, and most of it was this one's. */
    UNREAD_ANSWERS,
    /** There were too many connections. */
    CROWDED;

    /** Its value in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
