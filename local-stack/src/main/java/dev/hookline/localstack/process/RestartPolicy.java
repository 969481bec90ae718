package dev.hookline.localstack.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings a process back that died, unless it has died too often lately: then something is wrong.
 */
public final class RestartPolicy {

    static final int DEATHS = 3;
    static final Duration WINDOW = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<String, Deque<Instant>> deaths = new HashMap<>();

    public RestartPolicy(Clock clock) {
        this.clock = clock;
    }

    /** Whether a process that has just died should be started again. */
    public synchronized boolean allowsRestart(String name) {
        var now = clock.instant();
        var lately = deaths.computeIfAbsent(name, unused -> new ArrayDeque<>());
        lately.removeIf(death -> death.isBefore(now.minus(WINDOW)));
        lately.add(now);
        return lately.size() < DEATHS;
    }
}
