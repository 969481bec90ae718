package dev.hookline.kit.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a client may do with its connection. */
@ConfigMapping(prefix = "hookline.http.connections")
public interface ConnectionConfig {

    /**
     * The most connections at once. When there are more, the one that has waited longest for a
     * request is closed. More serve more clients; each takes about 20 KiB.
     */
    @WithDefault("2000")
    int max();

    /**
     * How long a connection may wait for its next request. Keep it above the keep-alive time of
     * proxies and clients, or their requests meet a connection that is being closed.
     */
    @WithDefault("75s")
    Duration idle();

    /** How long the head of a request may take from its first byte to its last. */
    @WithDefault("10s")
    Duration head();

    /** Requests that may be sent on a connection before the first of them is answered. */
    @WithDefault("100")
    int pipelined();

    /**
     * The bytes per second that a client must take of its answer. Lower is kinder to bad networks,
     * higher frees memory sooner.
     */
    @WithDefault("1K")
    MemorySize slowestReader();

    /**
     * The time over which that rate is measured. The kernel reports progress in steps of up to some
     * hundred kilobytes, so a slow client seems to pause between them: keep it well above a step.
     */
    @WithDefault("60s")
    Duration readerGrace();

    /**
     * The bytes of answers that may wait for their clients to read, all connections together.
     * Beyond it the client with most of them is cut off. An eighth of the heap unless set.
     */
    Optional<MemorySize> unreadAnswers();
}
