package dev.hookline.media.store;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps the removal of bytes and the arrival of a new item with the same bytes apart, over all
 * replicas. Held until the end of the transaction.
 */
@ApplicationScoped
public class HashLock {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final Duration SOON = Duration.ofSeconds(5);

    private final AgroalDataSource database;
    private final Semaphore places;
    private final Duration patience;

    HashLock(AgroalDataSource database, StoreConfig config) {
        this.database = database;
        this.places = new Semaphore(config.sectionsAtOnce(), true);
        this.patience = config.sectionPatience();
    }

    /**
     * Runs a section in a transaction of its own that has the lock. The section may call the store,
     * and a slow store must not take all database connections: few sections run at once, the others
     * wait without a connection.
     *
     * @throws ProblemException 503 {@code unavailable} when the others take too long
     */
    public <T> T holding(Sha256 hash, Supplier<T> section) {
        if (!begin()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "the store is slow")
                    .retryAfter(SOON);
        }
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        acquire(hash);
                        return section.get();
                    });
        } finally {
            places.release();
        }
    }

    private boolean begin() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for the transaction that has the lock; needs a transaction. */
    void acquire(Sha256 hash) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, hash.hex());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the bytes cannot be locked: " + hash, e);
        }
    }
}
