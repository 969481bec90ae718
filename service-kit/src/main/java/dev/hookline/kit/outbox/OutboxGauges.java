package dev.hookline.kit.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Shows in every replica what waits in the outbox: also when no replica relays, which is when it
 * matters.
 */
@ApplicationScoped
@Startup
class OutboxGauges {

    private static final Logger LOG = Logger.getLogger(OutboxGauges.class);
    private static final OutboxTable.Waiting UNKNOWN = new OutboxTable.Waiting(0, Double.NaN);

    private final OutboxTable table;
    private volatile OutboxTable.Waiting waiting = UNKNOWN;

    OutboxGauges(OutboxTable table, MeterRegistry metrics) {
        this.table = table;
        Gauge.builder("hookline.outbox.events", this, gauges -> gauges.waiting.events())
                .description("events that are committed and not published, 100000 at most")
                .strongReference(true)
                .register(metrics);
        Gauge.builder("hookline.outbox.oldest.age", this, gauges -> gauges.waiting.oldestSeconds())
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .strongReference(true)
                .register(metrics);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            waiting = table.waiting();
        } catch (SQLException e) {
            waiting = UNKNOWN;
            LOG.debugf("cannot look into the outbox: %s", e.getMessage());
        }
    }
}
