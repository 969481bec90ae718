package dev.hookline.gateway.deliverylog;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;

/** Forgets old lines of the log, a few thousand at a time. */
@ApplicationScoped
class LogRetention {

    private static final int AT_ONCE = 5_000;
    private static final int MOST_STEPS = 200;

    private final DeliveryLogTable table;
    private final DeliveryLogConfig config;
    private final Clock clock;

    LogRetention(DeliveryLogTable table, DeliveryLogConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        var oldest = clock.instant().minus(config.keep());
        for (int step = 0; step < MOST_STEPS; step++) {
            int forgotten = table.forgetBefore(oldest, AT_ONCE);
            forgotten += table.forgetMoreThan(config.most(), AT_ONCE);
            if (forgotten == 0) {
                return;
            }
        }
    }
}
