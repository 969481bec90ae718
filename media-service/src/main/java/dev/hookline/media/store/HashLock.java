package dev.hookline.media.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Keeps the removal of bytes and the arrival of a new item with the same bytes apart, over all
 * replicas. Held until the end of the transaction.
 */
@ApplicationScoped
public class HashLock {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private final AgroalDataSource database;

    HashLock(AgroalDataSource database) {
        this.database = database;
    }

    /** Waits for whoever has the lock; needs a transaction. */
    public void acquire(Sha256 hash) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, hash.hex());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the bytes cannot be locked: " + hash, e);
        }
    }
}
