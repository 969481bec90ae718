package dev.hookline.gateway.registry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The roster in memory. Changes made here reload it at once; those of other replicas are seen by a
 * look at the revision each second, or earlier when a hook request names a newer revision than
 * ours.
 */
@ApplicationScoped
public class Rosters {

    private static final Logger LOG = Logger.getLogger(Rosters.class);

    private final PluginRepository plugins;
    private final Event<Roster> changes;
    private final Clock clock;
    private final Counter loads;

    /** Not a monitor: on Java 21 a virtual thread that waits within one keeps its carrier. */
    private final ReentrantLock loading = new ReentrantLock();

    private final AtomicLong begun = new AtomicLong();
    private volatile long ended;
    private volatile boolean stopping;
    private volatile Roster current = Roster.EMPTY;
    private volatile Instant goodUntil = Instant.MAX;

    Rosters(PluginRepository plugins, Event<Roster> changes, MeterRegistry metrics, Clock clock) {
        this.loads =
                Counter.builder("hookline.roster.loads")
                        .description("loads of all plugins from the database")
                        .register(metrics);
        this.plugins = plugins;
        this.changes = changes;
        this.clock = clock;
    }

    public Roster current() {
        return current;
    }

    public boolean isLoaded() {
        return current.revision() >= 0;
    }

    /**
     * A roster that is at least as new as the given revision, as far as the database has it. Those
     * who ask at once share one load.
     */
    public Roster atLeast(long revision) {
        var roster = current;
        return roster.revision() >= revision && isLoaded() ? roster : reload();
    }

    void load(@Observes StartupEvent event) {
        reload();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void followOtherReplicas() {
        if (stopping) {
            return;
        }
        long newest = QuarkusTransaction.requiringNew().call(plugins::revision);
        if (newest != current.revision() || !clock.instant().isBefore(goodUntil)) {
            reload();
        }
    }

    /**
     * Reads all plugins again and tells the observers of {@link Roster}. A load that another thread
     * has begun after this call, and ended well, is as good as one's own.
     */
    Roster reload() {
        long called = begun.get();
        loading.lock();
        try {
            if (ended > called) {
                return current;
            }
            long number = begun.incrementAndGet();
            var loaded = load();
            ended = number;
            return loaded;
        } finally {
            loading.unlock();
        }
    }

    private Roster load() {
        loads.increment();
        var loaded =
                QuarkusTransaction.requiringNew()
                        // The revision first: plugins read after it may be newer, never older.
                        .call(this::read);
        if (loaded.revision() < current.revision()) {
            return current;
        }
        current = loaded;
        LOG.infof(
                "roster loaded revision=%d plugins=%d", loaded.revision(), loaded.plugins().size());
        changes.fire(loaded);
        return loaded;
    }

    private Roster read() {
        long revision = plugins.revision();
        var now = clock.instant();
        // Calls must not be signed with a secret that has ended.
        goodUntil = plugins.nextSecretEnd(now).orElse(Instant.MAX);
        return plugins.roster(revision, now);
    }
}
