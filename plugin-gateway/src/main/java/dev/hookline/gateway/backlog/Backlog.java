package dev.hookline.gateway.backlog;

import dev.hookline.kit.text.ForeignText;
import dev.hookline.schemas.bus.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What waits for plugins, as the owner of a partition works on it.
 *
 * <pre>
 *   park ──► [head | behind | behind …] ◄── append
 *               │
 *             oldest ──► attempts ──► settle ──► rest of the subject, or unparked
 * </pre>
 *
 * Whatever changes something first checks that the caller still owns the partition and answers
 * false, or {@link Rest#LOST}, when it does not. All methods block and throw a RuntimeException
 * when the database fails; nothing has changed then.
 */
@ApplicationScoped
public class Backlog {

    /** What is left of a subject. */
    public enum Rest {
        WAITING,
        NOTHING,
        /** The partition has another owner. */
        LOST
    }

    /** How much waits for a plugin. */
    public record Size(long subjects, long events, @Nullable Instant oldest) {}

    private static final String SIZE =
            """
            SELECT (SELECT count(*) FROM parked_subject WHERE plugin_id = ?) AS subjects,
                count(*) AS events, min(queued_at) AS oldest
            FROM delivery
            WHERE plugin_id = ? AND state = 'waiting'
            """;

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final String UNSTORABLE = "the event cannot be stored (SQLSTATE %s)";
    private static final String NO_REASON = "the reason cannot be stored (SQLSTATE %s)";

    private final Transactions transactions;
    private final Owners owners;
    private final BacklogTable table;
    private final ParkedSubjects parked;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final Clock clock;

    Backlog(
            Transactions transactions,
            Owners owners,
            BacklogTable table,
            ParkedSubjects parked,
            DeadLetters deadLetters,
            MeterRegistry metrics,
            Clock clock) {
        this.transactions = transactions;
        this.owners = owners;
        this.table = table;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Becomes the owner of partitions; what former owners still try to write is refused. What is
     * kept of a topic that has been created again since is set apart from the events of the new
     * one.
     */
    public Map<TopicPartition, Ownership> takeOver(
            String pluginId, Collection<TopicPartition> partitions, Map<String, UUID> topicIds) {
        return transactions.run(
                connection -> owners.takeOver(connection, pluginId, partitions, topicIds));
    }

    /** Every parked subject of some partitions. */
    public List<Lane> parked(String pluginId, Collection<TopicPartition> partitions) {
        return transactions.run(connection -> parked.of(connection, pluginId, partitions));
    }

    /** Parked subjects that are due, the longest due first. */
    public List<Lane> due(String pluginId, Collection<TopicPartition> partitions, int limit) {
        return transactions.run(
                connection -> parked.due(connection, pluginId, partitions, clock.instant(), limit));
    }

    /** Makes everything that waits due within a time: the plugin is back. */
    public int hasten(String pluginId, Collection<TopicPartition> partitions, Duration spread) {
        return transactions.run(connection -> {
            owners.hold(connection, pluginId);
            return parked.hasten(
                    connection, pluginId, partitions, clock.instant(), spread.toMillis() / 1000.0);
        });
    }

    /** What became of an event that was to be kept. */
    public enum Kept {
        KEPT,
        /** The database can never take it: a dead letter on the topic is all that is left. */
        DISCARDED,
        /** The partition has another owner. */
        LOST
    }

    /** Keeps an event that did not get through, and with it parks its subject if it is to wait. */
    public Kept park(Ownership ownership, AfterEvent event, Verdict verdict) {
        try {
            return tryToPark(ownership, event, verdict);
        } catch (RuntimeException e) {
            return discardIfRefused(ownership, event, verdict.attempts(), e);
        }
    }

    private Kept tryToPark(Ownership ownership, AfterEvent event, Verdict verdict) {
        return transactions.run(connection -> {
            if (!owners.isStill(connection, ownership)) {
                return Kept.LOST;
            }
            var now = clock.instant();
            var standing = BacklogTable.Standing.of(verdict);
            table.insert(connection, ownership.pluginId(), 0, List.of(event), standing, now);
            switch (verdict) {
                case Verdict.Retry retry ->
                        parked.park(connection, ownership.pluginId(), event.lane(), retry.at());
                case Verdict.GiveUp given ->
                        deadLetters.announce(ownership.pluginId(), event, given, now);
                case Verdict.Withhold withheld -> {}
            }
            return Kept.KEPT;
        });
    }

    /** Without an end to it, an event that cannot be stored would be called and stored for ever. */
    private Kept discardIfRefused(
            Ownership ownership, AfterEvent event, int attempts, RuntimeException failure) {
        var state = Refusals.stateOf(failure).orElseThrow(() -> failure);
        var given = new Verdict.GiveUp(attempts, UNSTORABLE.formatted(state), null);
        var kept =
                transactions.run(connection -> {
                    if (!owners.isStill(connection, ownership)) {
                        return Kept.LOST;
                    }
                    deadLetters.announce(ownership.pluginId(), event, given, clock.instant());
                    return Kept.DISCARDED;
                });
        if (kept == Kept.DISCARDED) {
            LOG.errorf(
                    failure,
                    "event cannot be stored, discarded pluginId=%s hook=%s eventId=%s subject=%s",
                    ownership.pluginId(),
                    ForeignText.asReason(event.hook()),
                    ForeignText.asReason(event.id()),
                    ForeignText.asReason(event.subject()));
            metrics.counter("hookline.deliveries.discarded", "plugin", ownership.pluginId())
                    .increment();
        }
        return kept;
    }

    /** Puts events of one parked subject behind those that wait; false for a former owner. */
    public boolean append(Ownership ownership, List<AfterEvent> events) {
        try {
            return tryToAppend(ownership, events);
        } catch (RuntimeException e) {
            if (events.size() == 1) {
                return discardIfRefused(ownership, events.getFirst(), 0, e) != Kept.LOST;
            }
            if (Refusals.stateOf(e).isEmpty()) {
                throw e;
            }
            return events.stream().allMatch(event -> append(ownership, List.of(event)));
        }
    }

    private static boolean isOfATask(Lane lane) {
        return lane.partition().topic().equals(Topics.CRON);
    }

    private boolean tryToAppend(Ownership ownership, List<AfterEvent> events) {
        return transactions.run(connection -> {
            if (!owners.isStill(connection, ownership)) {
                return false;
            }
            var now = clock.instant();
            table.insert(
                    connection, ownership.pluginId(), 0, events, BacklogTable.Standing.BEHIND, now);
            var lane = events.getFirst().lane();
            if (isOfATask(lane) && table.deleteFailed(connection, ownership.pluginId(), lane) > 0) {
                // A failed run of a task does not hold up the next one, which makes up for it.
                parked.park(connection, ownership.pluginId(), lane, now);
            } else {
                parked.keepParked(connection, ownership.pluginId(), lane, now);
            }
            return true;
        });
    }

    /**
     * The first events that wait of one subject; empty when the subject is not due yet.
     *
     * @param limit of events, at least 1
     * @param bytes of payloads at most, but for the event that exceeds them
     */
    public Optional<List<WaitingEvent>> oldest(
            Ownership ownership, Lane lane, int limit, long bytes) {
        return transactions.run(connection ->
                parked.isDue(connection, ownership.pluginId(), lane, clock.instant())
                        ? Optional.of(
                                table.oldest(connection, ownership.pluginId(), lane, limit, bytes))
                        : Optional.empty());
    }

    /** Takes off what is done with and keeps the subject parked only if anything is left. */
    public Rest settle(Ownership ownership, Lane lane, List<Long> done) {
        return transactions.run(connection -> {
            if (!owners.isStill(connection, ownership)) {
                return Rest.LOST;
            }
            table.delete(connection, done);
            return rest(connection, ownership, lane);
        });
    }

    /** The same, and keeps the verdict on the event that came after those done with. */
    public Rest settle(
            Ownership ownership, Lane lane, List<Long> done, WaitingEvent failed, Verdict verdict) {
        try {
            return tryToSettle(ownership, lane, done, failed, verdict);
        } catch (RuntimeException e) {
            var state = Refusals.stateOf(e).orElseThrow(() -> e);
            LOG.errorf(
                    e,
                    "reason cannot be stored pluginId=%s eventId=%s",
                    ownership.pluginId(),
                    ForeignText.asReason(failed.event().id()));
            return tryToSettle(
                    ownership, lane, done, failed, verdict.withReason(NO_REASON.formatted(state)));
        }
    }

    private Rest tryToSettle(
            Ownership ownership, Lane lane, List<Long> done, WaitingEvent failed, Verdict verdict) {
        return transactions.run(connection -> {
            if (!owners.isStill(connection, ownership)) {
                return Rest.LOST;
            }
            var now = clock.instant();
            table.delete(connection, done);
            table.change(connection, failed.position(), BacklogTable.Standing.of(verdict), now);
            switch (verdict) {
                case Verdict.Retry retry ->
                        parked.postpone(connection, ownership.pluginId(), lane, retry.at());
                case Verdict.GiveUp given ->
                        deadLetters.announce(ownership.pluginId(), failed.event(), given, now);
                case Verdict.Withhold withheld -> {}
            }
            return rest(connection, ownership, lane);
        });
    }

    public Size size(String pluginId) {
        return transactions.run(connection -> {
            try (var statement = connection.prepareStatement(SIZE)) {
                statement.setString(1, pluginId);
                statement.setString(2, pluginId);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return new Size(
                            rows.getLong("subjects"),
                            rows.getLong("events"),
                            Utc.readNullable(rows, "oldest"));
                }
            }
        });
    }

    private Rest rest(Connection connection, Ownership ownership, Lane lane) throws SQLException {
        return parked.unparkIfEmpty(connection, ownership.pluginId(), lane)
                ? Rest.WAITING
                : Rest.NOTHING;
    }
}
