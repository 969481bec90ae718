package dev.hookline.gateway.registry;

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
    private volatile boolean stopping;
    private volatile Roster current = Roster.EMPTY;
    private volatile Instant goodUntil = Instant.MAX;

    Rosters(PluginRepository plugins, Event<Roster> changes, Clock clock) {
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

    /** A roster that is at least as new as the given revision. */
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

    /** Reads all plugins anew and tells whoever observes {@link Roster}. */
    synchronized Roster reload() {
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
