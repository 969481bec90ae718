package dev.hookline.media.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes what deaths between storing and recording have left behind. Any number of replicas may
 * sweep at once: each removal looks again under the lock of its hash.
 *
 * <pre>
 *   incoming, temporary ──old──► removed
 *
 *   all objects ──old──► some hundred ──► without an item? ──► lock ──► still old, still without?
 *                                                                              │yes
 *                                                                              ▼
 *                                                                           removed
 * </pre>
 */
final class OrphanSweeper {

    private static final Logger LOG = Logger.getLogger(OrphanSweeper.class);

    /** Hashes looked up in the database at once. */
    static final int BATCH = 500;

    private final StoreDirectory directory;
    private final MediaStore store;
    private final Orphans orphans;
    private final Duration grace;
    private final Clock clock;

    OrphanSweeper(
            StoreDirectory directory,
            MediaStore store,
            Orphans orphans,
            Duration grace,
            Clock clock) {
        this.directory = directory;
        this.store = store;
        this.orphans = orphans;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * Sweeps once.
     *
     * @throws IOException when the store cannot be listed; what was removed until then stays so
     */
    Sweep sweep() throws IOException {
        var before = clock.instant().minus(grace);
        long leftovers =
                Leftovers.remove(directory.incoming(), before) + store.removeLeftovers(before);
        var round = new Round(before);
        try (var all = store.all()) {
            all.forEach(round::see);
        }
        round.end();
        return new Sweep(round.objects, round.bytes, round.removed, leftovers, round.failures);
    }

    /** One look at all objects, of which only some are in memory at a time. */
    private final class Round {

        private final Instant before;
        private final List<Sha256> old = new ArrayList<>(BATCH);
        private long objects;
        private long bytes;
        private long removed;
        private long failures;

        Round(Instant before) {
            this.before = before;
        }

        void see(StoredObject object) {
            objects++;
            bytes += object.size();
            if (object.keptAt().isBefore(before)) {
                old.add(object.hash());
                if (old.size() == BATCH) {
                    end();
                }
            }
        }

        void end() {
            if (!old.isEmpty()) {
                orphans.among(List.copyOf(old)).forEach(this::remove);
                old.clear();
            }
        }

        private void remove(Sha256 hash) {
            try {
                if (orphans.remove(hash, before)) {
                    removed++;
                    LOG.debugf("bytes without an item were removed sha256=%s", hash);
                }
            } catch (RuntimeException e) {
                failures++;
                LOG.warnf("bytes without an item were not removed sha256=%s: %s", hash, e);
            }
        }
    }
}
