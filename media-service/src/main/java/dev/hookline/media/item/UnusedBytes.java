package dev.hookline.media.item;

import dev.hookline.media.derivative.Derivatives;
import dev.hookline.media.store.HashLock;
import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/** Removes bytes that no item has any more. */
@ApplicationScoped
class UnusedBytes {

    private static final Logger LOG = Logger.getLogger(UnusedBytes.class);

    private final ItemRows rows;
    private final HashLock locks;
    private final MediaStore store;
    private final Derivatives derivatives;

    UnusedBytes(ItemRows rows, HashLock locks, MediaStore store, Derivatives derivatives) {
        this.rows = rows;
        this.locks = locks;
        this.store = store;
        this.derivatives = derivatives;
    }

    /** Removes them unless an item has them; what cannot be removed now is swept up later. */
    void remove(Sha256 hash) {
        try {
            locks.holding(hash, () -> removeUnderLock(hash));
        } catch (RuntimeException e) {
            LOG.warnf(e, "bytes without an item could not be removed sha256=%s", hash);
        }
    }

    private boolean removeUnderLock(Sha256 hash) {
        // Whoever uploads the same bytes now has either committed its item, or waits for the lock.
        if (rows.areWith(hash.hex())) {
            return false;
        }
        try {
            store.remove(hash);
            derivatives.forget(hash);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
