package dev.hookline.content.publishing;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.store.EntryStore;
import dev.hookline.schemas.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Publishes what is due, one transaction per entry. Replicas share the work: an entry that one of
 * them has locked is skipped by the others.
 */
@ApplicationScoped
class DuePublisher {

    private static final Logger LOG = Logger.getLogger(DuePublisher.class);

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
        while (published < limit && publishNext()) {
            published++;
        }
        return published;
    }

    private boolean publishNext() {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    var due = entries.lockNextDue(now);
                    due.ifPresent(entry -> publish(entry, now));
                    return due.isPresent();
                });
    }

    private void publish(Entry entry, Instant now) {
        var fields = collections.hold(entry.key().collection()).fields();
        publication.write(entry, entry.published(now), fields, requesterOf(entry));
        LOG.infof("published on schedule subject=%s", entry.key().subject());
    }

    private static Actor requesterOf(Entry entry) {
        return entry.lifecycle()
                .schedule()
                .orElseThrow(
                        () -> new IllegalStateException("not scheduled: " + entry.key().subject()))
                .by();
    }
}
