package dev.hookline.kit.idempotency;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Keeps the table of idempotency keys small. Only where the service has one: it says so at build
 * time, and adds {@code db/idempotency} to its migrations.
 */
@ApplicationScoped
@IfBuildProperty(name = "hookline.idempotency.enabled", stringValue = "true")
class KeyExpiry {

    private static final Logger LOG = Logger.getLogger(KeyExpiry.class);

    private final KeyTable keys;
    private final Clock clock;

    KeyExpiry(KeyTable keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forgetExpired() {
        LOG.debugf("idempotency keys forgotten count=%d", keys.forgetExpired(clock.instant()));
    }
}
