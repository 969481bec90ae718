package dev.hookline.benchmarks.scenario;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param repetitions of everything
 * @param warmUpSaves of each kind before the first figure: compilers count calls, not seconds
 * @param saves for each repetition of each kind of save
 * @param instantEvents delivered to the instant plugin in each repetition
 * @param slowEvents delivered to the slow plugin in each repetition
 * @param outboxRows drained in each repetition
 * @param singleRows committed one by one to see how soon they are on the topic
 */
public record Effort(
        int repetitions,
        int warmUpSaves,
        Duration saves,
        int instantEvents,
        int slowEvents,
        int outboxRows,
        int singleRows) {

    /** Some minutes. */
    public static Effort full() {
        return new Effort(5, 10_000, Duration.ofSeconds(8), 100_000, 20_000, 100_000, 200);
    }

    /** About a minute: enough to see that nothing is broken, too little for figures to quote. */
    public static Effort quick() {
        return new Effort(3, 1_500, Duration.ofSeconds(2), 10_000, 5_000, 20_000, 50);
    }

    /** Seconds: only to see that the benchmarks themselves work. */
    public static Effort smoke() {
        return new Effort(1, 20, Duration.ofMillis(500), 500, 500, 1_000, 10);
    }
}
