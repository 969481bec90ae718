package dev.hookline.kit.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One relay per database, whatever the number of replicas: an advisory lock held by an open
 * connection, which PostgreSQL releases by itself when the holder dies. The same connection listens
 * for the notifications of other replicas.
 */
@ApplicationScoped
class RelayLeadership {

    private static final Logger LOG = Logger.getLogger(RelayLeadership.class);

    /** Any constant that no other advisory lock of the database uses. */
    private static final long LOCK = 0x686f6f6b6c696e65L;

    /** Also how long giving the lock back may take: the connection is busy while it listens. */
    private static final int LISTEN_MILLIS = 200;

    private final AgroalDataSource dataSource;
    private final RelayWakeUp wakeUp;
    private @Nullable Connection connection;

    RelayLeadership(AgroalDataSource dataSource, RelayWakeUp wakeUp) {
        this.dataSource = dataSource;
        this.wakeUp = wakeUp;
    }

    /** Whether this replica relays now; tries to become the relay when it is not. */
    synchronized boolean isHeld() {
        if (connection != null) {
            return true;
        }
        try {
            var candidate = dataSource.getConnection();
            if (!take(candidate)) {
                candidate.close();
                return false;
            }
            connection = candidate;
            wakeUp.relayIsHere(true);
            LOG.info("this replica relays the outbox");
            Thread.ofVirtual().name("outbox-listener").start(() -> listen(candidate));
            return true;
        } catch (SQLException e) {
            LOG.warnf("cannot reach the database to relay the outbox: %s", e.getMessage());
            return false;
        }
    }

    /** Gives the lock back; harmless when it is not held. */
    synchronized void release() {
        wakeUp.relayIsHere(false);
        if (connection == null) {
            return;
        }
        try (var held = connection;
                var statement = held.createStatement()) {
            statement.execute("UNLISTEN *");
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            LOG.debugf("the relay's connection was already gone: %s", e.getMessage());
        }
        connection = null;
    }

    private static boolean take(Connection candidate) throws SQLException {
        try (var statement = candidate.createStatement();
                var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                return false;
            }
        }
        try (var statement = candidate.createStatement()) {
            statement.execute("LISTEN " + RelayWakeUp.CHANNEL);
        }
        return true;
    }

    /** Turns notifications into signals until the connection is lost or given back. */
    private void listen(Connection listening) {
        try {
            while (isStill(listening)) {
                var notifications =
                        listening.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
                if (notifications != null && notifications.length > 0) {
                    wakeUp.signal();
                }
            }
        } catch (SQLException e) {
            if (isStill(listening)) {
                LOG.warnf("lost the relay's connection: %s", e.getMessage());
                release();
            }
        }
    }

    private synchronized boolean isStill(Connection listening) {
        return connection == listening;
    }
}
