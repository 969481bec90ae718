package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.history.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.SplittableRandom;

/** One client: what it does next is decided by its own random numbers. */
abstract class Worker {

    private static final int LONGEST_PAUSE_MILLIS = 120;

    final SplittableRandom random;
    final Session session;

    private final String name;
    private final History history;
    private final Clock clock;
    private int operations;

    Worker(String name, long seed, Session session, History history, Clock clock) {
        this.name = name;
        this.random = new SplittableRandom(seed ^ name.hashCode());
        this.session = session;
        this.history = history;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    /** Does one thing. */
    abstract void act() throws InterruptedException;

    /** Between two things. */
    void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    final boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    final String nextOperation() {
        return name + "-" + ++operations;
    }

    final Instant now() {
        return clock.instant();
    }

    final History history() {
        return history;
    }

    /** An operation that is being carried out. */
    final Pending begin(String id, Action action) {
        return new Pending(id, action, now());
    }

    /** What is known of an operation before its end. */
    final class Pending {

        private final String id;
        private final Action action;
        private final Instant begun;
        private String subject = "";
        private String digest = "";
        private boolean keyed;
        private boolean forbidden;

        private Pending(String id, Action action, Instant begun) {
            this.id = id;
            this.action = action;
            this.begun = begun;
        }

        Pending subject(String value) {
            subject = value;
            return this;
        }

        Pending digest(String value) {
            digest = value;
            return this;
        }

        Pending keyed(boolean value) {
            keyed = value;
            return this;
        }

        Pending forbidden(boolean value) {
            forbidden = value;
            return this;
        }

        void end(Told told, long version) {
            history.add(
                    new Operation(
                            id, action, subject, keyed, forbidden, told, version, digest, begun,
                            now()));
        }
    }
}
