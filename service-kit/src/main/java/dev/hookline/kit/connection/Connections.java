package dev.hookline.kit.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** All connections of the process, and which of them must make room for others. */
final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);

    /** An answer that was sent a moment ago is not unread. */
    private static final long MOMENT = 1_000_000_000L;

    private final ConnectionLimits limits;
    private final MeterRegistry metrics;
    private final Set<ConnectionGuard> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong unread = new AtomicLong();

    Connections(ConnectionLimits limits, MeterRegistry metrics) {
        this.limits = limits;
        this.metrics = metrics;
        Gauge.builder("hookline.http.connections", count, AtomicInteger::get)
                .description("Open connections of clients")
                .register(metrics);
        Gauge.builder("hookline.http.answers.unread", unread, AtomicLong::get)
                .description("Bytes of answers that wait for their clients to read")
                .baseUnit(BaseUnits.BYTES)
                .register(metrics);
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** Counts a connection, and closes another one, or this one, if there are too many. */
    void opened(ConnectionGuard connection) {
        open.add(connection);
        if (count.incrementAndGet() > limits.max()) {
            open.stream()
                    .filter(other -> other != connection && other.isWaiting())
                    .min(Comparator.comparingLong(ConnectionGuard::waitingSince))
                    .orElse(connection)
                    .close(CloseReason.CROWDED);
        }
    }

    void closed(ConnectionGuard connection) {
        if (open.remove(connection)) {
            count.decrementAndGet();
        }
    }

    /** Counts bytes that clients have yet to read, and cuts off a client if there are too many. */
    void unreadChanged(long more) {
        if (unread.addAndGet(more) > limits.unreadAnswers() && more > 0) {
            makeRoom();
        }
    }

    void closing(CloseReason reason) {
        metrics.counter("hookline.http.connections.closed", "reason", reason.label()).increment();
        LOG.debugf("a connection is closed reason=%s", reason.label());
    }

    private synchronized void makeRoom() {
        // Without those that are being closed, whose bytes are still counted.
        long sum = open.stream().mapToLong(ConnectionGuard::unreadBytes).sum();
        if (sum > limits.unreadAnswers()) {
            long now = System.nanoTime();
            open.stream()
                    .max(
                            Comparator.comparing((ConnectionGuard each) ->
                                            now - each.unreadSince() > MOMENT)
                                    .thenComparingLong(ConnectionGuard::unreadBytes))
                    .ifPresent(most -> most.close(CloseReason.UNREAD_ANSWERS));
        }
    }
}
