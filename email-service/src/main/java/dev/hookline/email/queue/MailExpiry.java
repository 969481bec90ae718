package dev.hookline.email.queue;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets messages that ended long ago: they hold what people wrote to each other. */
@ApplicationScoped
class MailExpiry {

    private static final Logger LOG = Logger.getLogger(MailExpiry.class);

    private final Mails mails;
    private final Duration kept;
    private final Clock clock;

    MailExpiry(
            Mails mails,
            @ConfigProperty(name = "hookline.email.kept", defaultValue = "30d") Duration kept,
            Clock clock) {
        this.mails = mails;
        this.kept = kept;
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        long forgotten = mails.forget(clock.instant().minus(kept));
        if (forgotten > 0) {
            LOG.infof("old emails forgotten count=%d", forgotten);
        }
    }
}
