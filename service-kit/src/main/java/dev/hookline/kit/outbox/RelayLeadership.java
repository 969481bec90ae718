package dev.hookline.kit.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One relay per database, whatever the number of replicas: an advisory lock held by an open
 * connection, which PostgreSQL releases by itself when the holder dies. The same connection listens
 * for the notifications of other replicas.
 *
 * <p>A path to the database that falls silent closes no connection. Therefore the server is asked
 * on the lock's connection every two seconds, and the lock counts as held for six seconds after an
 * answer. The server gives up on a silent holder only later (see {@link #KEEPALIVE}), so that a
 * second relay never begins before the first one has stopped.
 */
@ApplicationScoped
class RelayLeadership {

    private static final Logger LOG = Logger.getLogger(RelayLeadership.class);

    /** Any constant that no other advisory lock of the database uses. */
    private static final long LOCK = 0x686f6f6b6c696e65L;

    /** Also how long giving the lock back may take: the connection is busy while it listens. */
    private static final int LISTEN_MILLIS = 200;

    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(2);
    private static final Duration CONFIRMED_FOR = Duration.ofSeconds(6);

    /**
     * The server asks a silent holder after 5 s and ends its session 3 × 2 s later: more than
     * {@link #CONFIRMED_FOR}, and far less than the two hours of the operating system.
     */
    private static final String KEEPALIVE =
            "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
                    + " SET tcp_keepalives_count = 3";

    private static final String NO_KEEPALIVE =
            "RESET tcp_keepalives_idle; RESET tcp_keepalives_interval; RESET tcp_keepalives_count";

    private final AgroalDataSource dataSource;
    private final RelayWakeUp wakeUp;
    private final AtomicReference<@Nullable Lock> held = new AtomicReference<>();
    private volatile boolean reachable = true;

    RelayLeadership(AgroalDataSource dataSource, RelayWakeUp wakeUp) {
        this.dataSource = dataSource;
        this.wakeUp = wakeUp;
    }

    /**
     * Whether this replica relays now; tries to become the relay when it is not. For one thread.
     */
    boolean isHeld() {
        var lock = held.get();
        if (lock == null) {
            return acquire();
        }
        if (lock.isConfirmed()) {
            return true;
        }
        LOG.warn("the database does not answer on the relay's connection, giving up the lock");
        release(lock);
        return false;
    }

    /** Whether it is certain, without asking, that no other replica relays. */
    boolean isConfirmed() {
        var lock = held.get();
        return lock != null && lock.isConfirmed();
    }

    /** Gives the lock back; harmless when it is not held. */
    void release() {
        var lock = held.get();
        if (lock != null) {
            release(lock);
        }
    }

    private boolean acquire() {
        try {
            var lock = tryLock();
            reachable = true;
            if (lock == null) {
                return false;
            }
            held.set(lock);
            wakeUp.relayIsHere(true);
            LOG.info("this replica relays the outbox");
            Thread.ofVirtual().name("outbox-listener").start(() -> listen(lock));
            return true;
        } catch (SQLException e) {
            if (reachable) {
                LOG.warnf("cannot reach the database to relay the outbox: %s", e.getMessage());
            }
            reachable = false;
            return false;
        }
    }

    /** The connection goes back to the pool on every way out but success. */
    private @Nullable Lock tryLock() throws SQLException {
        var candidate = dataSource.getConnection();
        boolean kept = false;
        try {
            if (!lock(candidate)) {
                return null;
            }
            execute(candidate, KEEPALIVE);
            execute(candidate, "LISTEN " + RelayWakeUp.CHANNEL);
            kept = true;
            return new Lock(candidate);
        } finally {
            if (!kept) {
                new Lock(candidate).close();
            }
        }
    }

    private static boolean lock(Connection candidate) throws SQLException {
        try (var statement = candidate.createStatement();
                var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void release(Lock lock) {
        if (held.compareAndSet(lock, null)) {
            wakeUp.relayIsHere(false);
            lock.close();
        }
    }

    /** Turns notifications into signals until the connection is lost or given back. */
    private void listen(Lock lock) {
        try {
            while (held.get() == lock) {
                if (lock.isNotified()) {
                    wakeUp.signal();
                }
                lock.confirm();
            }
        } catch (SQLException e) {
            if (held.get() == lock) {
                LOG.warnf("lost the relay's connection: %s", e.getMessage());
                release(lock);
            }
        }
    }

    /** A connection that holds the lock, and when its server was last heard of. */
    private static final class Lock {

        private final Connection connection;
        private volatile long confirmedAt = System.nanoTime();

        Lock(Connection connection) {
            this.connection = connection;
        }

        boolean isConfirmed() {
            return age().compareTo(CONFIRMED_FOR) < 0;
        }

        boolean isNotified() throws SQLException {
            var notifications =
                    connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
            return notifications != null && notifications.length > 0;
        }

        void confirm() throws SQLException {
            if (age().compareTo(CONFIRM_EVERY) >= 0) {
                // The time before the question: the answer may come late.
                long asked = System.nanoTime();
                execute(connection, "SELECT 1");
                confirmedAt = asked;
            }
        }

        /** Frees the lock: with a word to the server, or by closing the connection for good. */
        void close() {
            try (connection) {
                if (!isConfirmed()) {
                    abort();
                }
                try {
                    execute(connection, "UNLISTEN *");
                    execute(connection, "SELECT pg_advisory_unlock_all()");
                    execute(connection, NO_KEEPALIVE);
                } catch (SQLException e) {
                    abort();
                    throw e;
                }
            } catch (SQLException e) {
                LOG.debugf("the relay's connection was already gone: %s", e.getMessage());
            }
        }

        /** Statements that follow fail with an error that makes the pool drop the connection. */
        private void abort() throws SQLException {
            connection.unwrap(Connection.class).abort(Runnable::run);
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - confirmedAt);
        }
    }
}
