package dev.hookline.chaos.history;

import dev.hookline.chaos.script.Fault;
import java.time.Instant;

/** A fault as it really was. */
public record Injected(Fault fault, Instant begun, Instant ended) {

    /** Whether it was there at some moment of a time span. */
    public boolean touches(Instant from, Instant to) {
        return !begun.isAfter(to) && !ended.isBefore(from);
    }
}
