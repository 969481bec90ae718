package dev.hookline.kit.connection;

import java.time.Duration;

/**
 * The limits in force.
 *
 * @param slowestReader bytes per second
 * @param unreadAnswers bytes
 */
record ConnectionLimits(
        int max,
        Duration idle,
        Duration head,
        int pipelined,
        long slowestReader,
        Duration readerGrace,
        long unreadAnswers) {

    /** The part of the heap that unread answers may take, unless configured. */
    private static final int PART_OF_HEAP = 8;

    static ConnectionLimits of(ConnectionConfig config) {
        return new ConnectionLimits(
                config.max(),
                config.idle(),
                config.head(),
                config.pipelined(),
                config.slowestReader().asLongValue(),
                config.readerGrace(),
                config.unreadAnswers()
                        .map(size -> size.asLongValue())
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }
}
