package dev.hookline.gateway.health;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Healths for tests of whoever asks them. */
public final class Healths {

    private Healths() {}

    /** Never refuses anybody. */
    public static PluginHealths forgiving() {
        return of(Integer.MAX_VALUE, 1000);
    }

    /** Opens a plugin's circuit when half of at least so many calls have failed. */
    public static PluginHealths openingAfter(int calls) {
        return of(calls, 1000);
    }

    /** Lets one call at a time through and lets nobody wait. */
    public static PluginHealths oneAtATime() {
        return of(Integer.MAX_VALUE, 1);
    }

    private static PluginHealths of(int minCalls, int concurrency) {
        var limits =
                new Limits(
                        0.5,
                        minCalls,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        1,
                        concurrency,
                        0);
        return new PluginHealths(limits, new SimpleMeterRegistry(), Clock.systemUTC());
    }
}
