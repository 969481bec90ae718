package dev.hookline.email.sending;

import dev.hookline.email.provider.Provider;
import dev.hookline.email.provider.ProviderChoice;
import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.email.queue.MailAccepted;
import dev.hookline.email.queue.MailQueue;
import dev.hookline.email.queue.MailQueue.Move;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes messages from the queue as long as there is a provider in order: woken by each message
 * accepted here, and every second for those of other replicas, retries and claims left behind.
 */
@ApplicationScoped
class MailWorker {

    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final Duration AFTER_OUR_FAULT = Duration.ofSeconds(10);
    private static final int RENEWALS_IN_A_CLAIM = 4;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

    private final ProviderChoice providers;
    private final ProviderStates states;
    private final MailQueue queue;
    private final Sending sending;
    private final Clock clock;
    private final Semaphore places;
    private final Map<String, ClaimedMail> underWay = new ConcurrentHashMap<>();
    private volatile Instant renewed = Instant.EPOCH;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private volatile boolean isStopping;

    MailWorker(
            ProviderChoice providers,
            ProviderStates states,
            MailQueue queue,
            Sending sending,
            SendingConfig config,
            Clock clock) {
        this.providers = providers;
        this.states = states;
        this.queue = queue;
        this.sending = sending;
        this.clock = clock;
        this.places = new Semaphore(config.concurrency());
    }

    void accepted(@Observes MailAccepted mail) {
        wake();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        renewClaims();
        wake();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        isStopping = true;
        threads.shutdown();
        // What is not done by then keeps its claim, and another replica takes it over.
        if (!threads.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    /** Makes sure that the queue is looked at after this moment, by one thread at a time. */
    private void wake() {
        isWoken.set(true);
        if (isBusy.compareAndSet(false, true)) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException e) {
                isBusy.set(false);
            }
        }
    }

    private void work() {
        try {
            while (!isStopping && isWoken.getAndSet(false)) {
                providers
                        .current()
                        .filter(provider -> !states.isHeld(provider.id()))
                        .ifPresent(this::work);
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "the queue could not be worked on, trying again");
        } finally {
            isBusy.set(false);
        }
        if (isWoken.get() && !isStopping) {
            wake();
        }
    }

    private void work(Provider provider) {
        if (provider.isOrdered()) {
            workInOrder(provider);
        } else {
            workInParallel(provider);
        }
    }

    private void workInOrder(Provider provider) {
        while (!isStopping && isStillChosen(provider) && states.takeLane(provider.id())) {
            var due = queue.claim(1);
            if (due.isEmpty()) {
                break;
            }
            due.forEach(mail -> send(mail, provider));
            if (states.isHeld(provider.id())) {
                break;
            }
        }
        states.leaveLane(provider.id());
    }

    private boolean isStillChosen(Provider provider) {
        return providers.current().filter(chosen -> chosen.id().equals(provider.id())).isPresent();
    }

    private void workInParallel(Provider provider) {
        int free = places.drainPermits();
        if (free == 0) {
            return;
        }
        var due = queue.claim(free);
        places.release(free - due.size());
        due.forEach(mail ->
                threads.execute(() -> {
                    try {
                        send(mail, provider);
                    } finally {
                        places.release();
                        wake();
                    }
                }));
    }

    /** A slow server may take longer than a claim lasts, and the message stays ours meanwhile. */
    private void renewClaims() {
        var now = clock.instant();
        if (renewed.plus(queue.longestClaim().dividedBy(RENEWALS_IN_A_CLAIM)).isAfter(now)) {
            return;
        }
        renewed = now;
        try {
            queue.renew(List.copyOf(underWay.values()));
        } catch (RuntimeException e) {
            LOG.warnf(e, "claims could not be renewed, trying again");
        }
    }

    private void send(ClaimedMail mail, Provider provider) {
        underWay.put(mail.id(), mail);
        try {
            sending.send(mail, provider);
        } catch (RuntimeException e) {
            LOG.errorf(e, "email could not be worked on id=%s", mail.id());
            var next = clock.instant().plus(AFTER_OUR_FAULT);
            QuarkusTransaction.requiringNew()
                    .run(() ->
                            queue.move(
                                    mail,
                                    Move.later(
                                            next, provider.id(), false, "an error on our side")));
        } finally {
            underWay.remove(mail.id());
        }
    }
}
