package dev.hookline.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling a plugin that mostly fails, and tries it again after a while.
 *
 * <pre>
 *              too large a part of the window failed
 *   ┌────────┐ ─────────────────────────────────────► ┌──────┐
 *   │ closed │                                        │ open │ ◄───────────┐
 *   └────────┘                                        └──────┘             │
 *       ▲                                                 │ time is up,    │ one
 *       │         all probes succeeded              ┌───────────┐ a call   │ probe
 *       └────────────────────────────────────────── │ half-open │ ◄────────┘ failed
 *                                                   └───────────┘ ─────────┘
 * </pre>
 *
 * Every state has an age; a call that began at another age than it ends changes nothing, so that a
 * late failure of yesterday cannot spoil today's probe.
 */
final class CircuitBreaker {

    /** Told of each change of state, in order, by the thread that caused it; must not block. */
    interface Listener {
        void changed(CircuitState from, CircuitState to, int failures, int calls);
    }

    /** What is to be seen from outside. */
    record Snapshot(
            CircuitState state,
            @Nullable Instant changedAt,
            @Nullable Duration retryIn,
            int calls,
            int failures) {}

    private sealed interface State {}

    private record Closed(FailureWindow window) implements State {}

    private record Open(long untilNanos, int failures, int calls) implements State {}

    /** Probes issued, under way or done, and those that have succeeded. */
    private record HalfOpen(int issued, int succeeded) implements State {}

    private final HealthConfig config;
    private final LongSupplier nanos;
    private final Clock clock;
    private final Listener listener;
    private State state;
    private int age;
    private @Nullable Instant changedAt;

    CircuitBreaker(HealthConfig config, LongSupplier nanos, Clock clock, Listener listener) {
        this.config = config;
        this.nanos = nanos;
        this.clock = clock;
        this.listener = listener;
        this.state = closed();
    }

    /** Whether a call would be refused now; changes nothing. */
    synchronized boolean refuses() {
        return switch (state) {
            case Closed closed -> false;
            case Open open -> nanos.getAsLong() - open.untilNanos() < 0;
            case HalfOpen halfOpen -> halfOpen.issued() >= config.probes();
        };
    }

    /** Leave to make one call, which must be ended; null when the call is refused. */
    synchronized @Nullable Permit tryAcquire() {
        if (refuses()) {
            return null;
        }
        if (state instanceof Open) {
            become(new HalfOpen(0, 0));
        }
        if (state instanceof HalfOpen halfOpen) {
            state = new HalfOpen(halfOpen.issued() + 1, halfOpen.succeeded());
        }
        return new Permit(age);
    }

    synchronized Snapshot snapshot() {
        long now = nanos.getAsLong();
        return switch (state) {
            case Closed closed ->
                    new Snapshot(
                            CircuitState.CLOSED,
                            changedAt,
                            null,
                            closed.window().calls(now),
                            closed.window().failures(now));
            case Open open ->
                    new Snapshot(
                            CircuitState.OPEN,
                            changedAt,
                            Duration.ofNanos(Math.max(0, open.untilNanos() - now)),
                            open.calls(),
                            open.failures());
            case HalfOpen halfOpen ->
                    new Snapshot(CircuitState.HALF_OPEN, changedAt, null, halfOpen.issued(), 0);
        };
    }

    CircuitState state() {
        return snapshot().state();
    }

    /** One call under way. Ended once; ending it again does nothing. */
    final class Permit {

        private final int bornAt;
        private boolean ended;

        private Permit(int bornAt) {
            this.bornAt = bornAt;
        }

        void succeeded() {
            end(this, Verdict.SUCCESS);
        }

        void failed() {
            end(this, Verdict.FAILURE);
        }

        /** The call says nothing about the plugin. */
        void ignored() {
            end(this, Verdict.NONE);
        }
    }

    private enum Verdict {
        SUCCESS,
        FAILURE,
        NONE
    }

    private synchronized void end(Permit permit, Verdict verdict) {
        if (permit.ended) {
            return;
        }
        permit.ended = true;
        if (permit.bornAt != age) {
            return;
        }
        switch (state) {
            case Closed closed -> endRegular(closed, verdict);
            case Open open -> {}
            case HalfOpen halfOpen -> endProbe(halfOpen, verdict);
        }
    }

    private void endRegular(Closed closed, Verdict verdict) {
        if (verdict == Verdict.NONE) {
            return;
        }
        long now = nanos.getAsLong();
        closed.window().add(verdict == Verdict.FAILURE, now);
        if (verdict == Verdict.SUCCESS) {
            return;
        }
        int calls = closed.window().calls(now);
        int failures = closed.window().failures(now);
        if (calls >= config.minCalls() && failures >= config.failureRate() * calls) {
            become(open(failures, calls));
        }
    }

    private void endProbe(HalfOpen halfOpen, Verdict verdict) {
        switch (verdict) {
            case SUCCESS -> {
                int succeeded = halfOpen.succeeded() + 1;
                if (succeeded >= config.probes()) {
                    become(closed());
                } else {
                    state = new HalfOpen(halfOpen.issued(), succeeded);
                }
            }
            case FAILURE -> become(open(1, halfOpen.issued()));
            case NONE -> state = new HalfOpen(halfOpen.issued() - 1, halfOpen.succeeded());
        }
    }

    private Closed closed() {
        return new Closed(new FailureWindow(config.window(), nanos.getAsLong()));
    }

    private Open open(int failures, int calls) {
        return new Open(nanos.getAsLong() + config.openFor().toNanos(), failures, calls);
    }

    private void become(State next) {
        var from = stateOf(state);
        state = next;
        age++;
        changedAt = clock.instant();
        var seen = snapshot();
        listener.changed(from, seen.state(), seen.failures(), seen.calls());
    }

    private static CircuitState stateOf(State state) {
        return switch (state) {
            case Closed closed -> CircuitState.CLOSED;
            case Open open -> CircuitState.OPEN;
            case HalfOpen halfOpen -> CircuitState.HALF_OPEN;
        };
    }
}
