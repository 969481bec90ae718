package dev.hookline.chaos.proxy;

import java.time.Duration;

/** What a proxy does to its connections, until it is told otherwise. */
public sealed interface Disturbance {

    /** Passes everything. */
    record None() implements Disturbance {}

    /** Passes at most {@link TcpProxy#CHUNK} bytes at a time, each time after a pause. */
    record Slow(Duration pause) implements Disturbance {}

    /** Takes connections and bytes, and passes none of them until it ends. */
    record BlackHole() implements Disturbance {}

    /** Ends all connections, and refuses new ones. */
    record Refusal() implements Disturbance {}
}
