package dev.hookline.chaos.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Starts services again that have ended, as an orchestrator would, and notes how they ended. */
public final class Supervision implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Replica> replicas;
    private final Clock clock;
    private final ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    /** The end of a process that was not told to end. */
    public record End(String replica, Instant at, String endOfLog) {}

    Supervision(List<Replica> replicas, Clock clock) {
        this.replicas = List.copyOf(replicas);
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("supervision").start(this::watch);
    }

    public List<End> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                for (var replica : replicas) {
                    replica.revive()
                            .ifPresent(
                                    log -> ends.add(new End(replica.name(), clock.instant(), log)));
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
