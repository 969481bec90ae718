package dev.hookline.gateway.replay;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Backlog;
import dev.hookline.gateway.backlog.OperatorRetries;
import dev.hookline.gateway.backlog.ReplayedEvents;
import dev.hookline.gateway.backlog.Transactions;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.plugin.HookSubscription;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries replays on, one batch after the other.
 *
 * <pre>
 *   claim (lease) ──► room in what waits? ──no──► give the lease back, look again in a second
 *                              │yes
 *                              ▼
 *            read a batch ──► queue it and store how far it is, in one transaction ──► …
 * </pre>
 *
 * A replica that dies leaves a lease that ends, and another one goes on.
 */
@ApplicationScoped
class ReplayRunner {

    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int BATCH = 500;
    private static final long MOST_WAITING = 5_000;

    private final Transactions transactions;
    private final ReplayTable table;
    private final TopicRange topics;
    private final ReplayedEvents queue;
    private final OperatorRetries retries;
    private final Backlog backlog;
    private final Rosters rosters;
    private final Clock clock;

    ReplayRunner(
            Transactions transactions,
            ReplayTable table,
            TopicRange topics,
            ReplayedEvents queue,
            OperatorRetries retries,
            Backlog backlog,
            Rosters rosters,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.topics = topics;
        this.queue = queue;
        this.retries = retries;
        this.backlog = backlog;
        this.rosters = rosters;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        var lease = newLease();
        var claimed =
                transactions.run(connection -> table.claim(connection, clock.instant(), lease));
        for (var replay : claimed) {
            try {
                carryOn(replay, lease);
            } catch (RuntimeException e) {
                // The lease ends by itself, and the replay goes on where it was.
                LOG.warnf(
                        e,
                        "replay interrupted pluginId=%s replay=%d",
                        replay.pluginId(),
                        replay.id());
            }
        }
    }

    private void carryOn(Replay claimed, Instant lease) {
        var plugin = rosters.current().find(claimed.pluginId());
        if (plugin.isEmpty()) {
            return;
        }
        if (claimed.deadLettersOnly()) {
            reviveDeadLetters(claimed, lease);
        } else {
            copy(claimed, plugin.get(), lease);
        }
    }

    private void reviveDeadLetters(Replay replay, Instant leased) {
        var lease = leased;
        while (hasRoom(replay)) {
            // What is given up again after the beginning of this replay is not replayed for ever.
            int revived =
                    retries.revive(
                            replay.pluginId(),
                            replay.from(),
                            replay.to(),
                            replay.hooks(),
                            replay.createdAt(),
                            BATCH);
            var renewed = newLease();
            if (!advance(replay, Map.of(), revived, lease, renewed)) {
                return;
            }
            lease = renewed;
            if (revived < BATCH) {
                finish(replay, lease);
                return;
            }
        }
        release(replay, lease);
    }

    private void copy(Replay replay, RegisteredPlugin plugin, Instant leased) {
        var hooks = hooksOf(replay, plugin);
        var left = replay.spans();
        if (left == null) {
            left = topics.between(topicsOf(hooks), replay.from(), replay.to());
        }
        var lease = leased;
        while (hasRoom(replay)) {
            if (left.isEmpty()) {
                finish(replay, lease);
                return;
            }
            var batch = topics.read(left, BATCH);
            var events =
                    batch.events().stream()
                            .filter(event ->
                                    hooks.contains(event.hook()) && isItsOwn(plugin, event))
                            .toList();
            var renewed = newLease();
            var before = lease;
            var held =
                    transactions.run(connection -> {
                        if (!table.advance(
                                connection,
                                replay.id(),
                                batch.left(),
                                events.size(),
                                before,
                                renewed)) {
                            return false;
                        }
                        if (!events.isEmpty()) {
                            queue.queue(connection, replay.pluginId(), replay.id(), events);
                        }
                        return true;
                    });
            if (!held) {
                return;
            }
            left = batch.left();
            lease = renewed;
        }
        release(replay, lease);
    }

    private static Set<String> hooksOf(Replay replay, RegisteredPlugin plugin) {
        return plugin.pushedHooks().stream()
                .map(HookSubscription::hook)
                .filter(hook -> replay.hooks().isEmpty() || replay.hooks().contains(hook))
                .collect(Collectors.toSet());
    }

    private static Set<String> topicsOf(Set<String> hooks) {
        return hooks.stream()
                .flatMap(hook -> Topics.carrying(HookCatalogue.get(hook)).stream())
                .collect(Collectors.toSet());
    }

    /** Ticks of other plugins would only be queued in vain. */
    private static boolean isItsOwn(RegisteredPlugin plugin, AfterEvent event) {
        return !event.partition().topic().equals(Topics.CRON)
                || event.subject().startsWith(plugin.id() + "/");
    }

    private boolean hasRoom(Replay replay) {
        return backlog.size(replay.pluginId()).events() < MOST_WAITING;
    }

    private boolean advance(
            Replay replay,
            Map<String, Replay.Span> left,
            int queued,
            Instant lease,
            Instant renewed) {
        return transactions.run(
                connection -> table.advance(connection, replay.id(), left, queued, lease, renewed));
    }

    private void finish(Replay replay, Instant lease) {
        transactions.run(connection -> {
            table.end(connection, replay.id(), "finished", null, lease, clock.instant());
            return true;
        });
        LOG.infof("replay finished pluginId=%s replay=%d", replay.pluginId(), replay.id());
    }

    private void release(Replay replay, Instant lease) {
        transactions.run(connection -> {
            table.release(connection, replay.id(), lease);
            return true;
        });
    }

    private Instant newLease() {
        return clock.instant().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
    }
}
