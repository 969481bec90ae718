package dev.hookline.chaos.script;

import java.time.Duration;

/**
 * One fault of a script.
 *
 * @param number from 1, in the order of the script
 * @param target the replica, link or plugin, or {@code broker}, {@code database}, {@code media}
 * @param at when it begins, from the start of the script
 * @param lasts until it is healed
 */
public record Fault(int number, FaultKind kind, String target, Duration at, Duration lasts) {

    public Duration end() {
        return at.plus(lasts);
    }

    boolean overlaps(Fault other) {
        return at.compareTo(other.end()) < 0 && other.at.compareTo(end()) < 0;
    }

    @Override
    public String toString() {
        return "%7.1f s  %-16s %-28s %5.1f s"
                .formatted(at.toMillis() / 1000.0, kind, target, lasts.toMillis() / 1000.0);
    }
}
