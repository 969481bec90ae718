package dev.hookline.kit.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A named thread that repeats a turn until it is stopped.
 *
 * <pre>
 *   turn ──returns──────► next turn
 *    ├────exception─────► log, wait 0.5 s … 5 s, next turn
 *    └────error─────────► the same, and liveness is down from now on
 * </pre>
 *
 * An {@link Error} such as {@link OutOfMemoryError} may have broken state elsewhere in the process,
 * so only a new process is trusted again. The loop goes on meanwhile: without an orchestrator that
 * is better than nothing.
 */
public final class SupervisedLoop implements Watched {

    private static final Logger LOG = Logger.getLogger(SupervisedLoop.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    /** Short enough that a loop is back within seconds after a long outage of another system. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Turn turn;
    private final Duration longestTurn;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long lastBeat;
    private volatile @Nullable String error;
    private int failures;

    SupervisedLoop(String name, Turn turn, Duration longestTurn, LongSupplier nanoTime) {
        this.name = name;
        this.turn = turn;
        this.longestTurn = longestTurn;
        this.nanoTime = nanoTime;
        this.lastBeat = nanoTime.getAsLong();
    }

    /** Says that a long turn makes progress. */
    public void beat() {
        lastBeat = nanoTime.getAsLong();
        failures = 0;
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits within a turn; ends early when the loop is stopped. */
    public void pause(Duration longest) throws InterruptedException {
        stopping.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the turn under way be the last one, without waiting for its end. */
    public void stop() {
        stopping.countDown();
    }

    /** Waits until the thread has ended; whether it has. */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> fault() {
        if (isStopping()) {
            return Optional.empty();
        }
        if (error != null) {
            return Optional.of("failed with " + error);
        }
        if (ended.getCount() == 0) {
            return Optional.of("has ended");
        }
        var since = Duration.ofNanos(nanoTime.getAsLong() - lastBeat);
        return since.compareTo(longestTurn) > 0
                ? Optional.of("no turn for " + since.toSeconds() + " s")
                : Optional.empty();
    }

    void run() {
        try {
            while (!isStopping()) {
                lastBeat = nanoTime.getAsLong();
                turnOnce();
            }
        } finally {
            ended.countDown();
        }
    }

    private void turnOnce() {
        try {
            turn.run(this);
            failures = 0;
        } catch (Exception e) {
            rest(e);
        } catch (Throwable e) {
            error = e.toString();
            rest(e);
        }
    }

    private void rest(Throwable failure) {
        if (isStopping()) {
            return;
        }
        try {
            LOG.errorf(failure, "background thread failed, next turn follows thread=%s", name);
            var pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures++, 4));
            pause(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        } catch (InterruptedException e) {
            // Only stop() ends the loop; an interrupt that comes from elsewhere ends the pause.
            LOG.debugf("pause interrupted thread=%s", name);
        } catch (Throwable e) {
            error = e.toString();
        }
    }
}
