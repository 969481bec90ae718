package dev.hookline.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the active relay that there is something to publish.
 *
 * <p>Within the replica that relays, a signal after commit is enough. Other replicas add a
 * PostgreSQL notification to their transaction; the relaying replica does not, because
 * notifications serialise commits.
 */
@ApplicationScoped
class RelayWakeUp {

    static final String CHANNEL = "hookline_outbox";

    private final Semaphore signals = new Semaphore(0);
    private volatile boolean relayIsHere;

    void relayIsHere(boolean here) {
        relayIsHere = here;
    }

    void announceWithin(Connection connection) throws SQLException {
        if (relayIsHere) {
            return;
        }
        try (var statement = connection.prepareStatement("SELECT pg_notify(?, '')")) {
            statement.setString(1, CHANNEL);
            statement.execute();
        }
    }

    void signal() {
        signals.release();
    }

    /** Waits for a signal, at most for the given time, and takes all that have come. */
    void await(Duration longest) throws InterruptedException {
        if (signals.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }
}
