package dev.hookline.content.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Keeps the table of idempotency keys small. */
@ApplicationScoped
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
