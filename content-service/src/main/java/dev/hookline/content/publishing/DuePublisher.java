package dev.hookline.content.publishing;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.store.EntryStore;
import dev.hookline.schemas.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Publishes what is due, one transaction per entry. Replicas share the work: an entry that one of
 * them has locked is skipped by the others. An entry that cannot be published steps aside for a
 * while, so that it holds up no other.
 */
@ApplicationScoped
class DuePublisher {

    private static final Logger LOG = Logger.getLogger(DuePublisher.class);

    private static final int BATCH = 50;
    private static final Duration ASIDE = Duration.ofMinutes(1);

    /** Subjects of entries that could not be published, and until when others go first. */
    private final Map<String, Instant> setAside = new ConcurrentHashMap<>();

    private final EntryStore entries;
    private final CollectionRegistry collections;
    private final Publication publication;
    private final Clock clock;

    DuePublisher(
            EntryStore entries,
            CollectionRegistry collections,
            Publication publication,
            Clock clock) {
        this.entries = entries;
        this.collections = collections;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Publishes until nothing is due or the limit is reached.
     *
     * @return how many entries were published
     */
    int publishDue(int limit) {
        int published = 0;
        int more = 1;
        while (published < limit && more > 0) {
            more = (int) nextDue(limit - published).stream().filter(this::isPublished).count();
            published += more;
        }
        return published;
    }

    private List<EntryKey> nextDue(int limit) {
        var now = clock.instant();
        setAside.values().removeIf(until -> !until.isAfter(now));
        var except = Set.copyOf(setAside.keySet());
        return QuarkusTransaction.requiringNew()
                .call(() -> entries.due(now, except, Math.min(limit, BATCH)));
    }

    private boolean isPublished(EntryKey key) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> publish(key));
        } catch (RuntimeException e) {
            LOG.errorf(e, "could not be published on schedule subject=%s", key.subject());
            setAside.put(key.subject(), clock.instant().plus(ASIDE));
            return false;
        }
    }

    private boolean publish(EntryKey key) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // The collection before its entry, as everywhere, or two writers could wait for each other.
        var fields = collections.hold(key.collection()).fields();
        var due = entries.lockDue(key, now);
        due.ifPresent(entry -> {
            publication.write(entry, entry.published(now), fields, requesterOf(entry));
            LOG.infof("published on schedule subject=%s", key.subject());
        });
        return due.isPresent();
    }

    private static Actor requesterOf(Entry entry) {
        return entry.lifecycle()
                .schedule()
                .orElseThrow(
                        () -> new IllegalStateException("not scheduled: " + entry.key().subject()))
                .by();
    }
}
