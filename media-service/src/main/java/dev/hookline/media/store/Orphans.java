package dev.hookline.media.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Bytes that no item has. */
@ApplicationScoped
class Orphans {

    private static final String WITHOUT_ITEM =
            """
            SELECT hash FROM unnest(?) AS hash
            WHERE NOT EXISTS (SELECT FROM media_item WHERE sha256 = hash)
            """;

    private final AgroalDataSource database;
    private final HashLock locks;
    private final MediaStore store;

    Orphans(AgroalDataSource database, HashLock locks, MediaStore store) {
        this.database = database;
        this.locks = locks;
        this.store = store;
    }

    /** Those that no item has now; one may get them at any time. */
    List<Sha256> among(List<Sha256> hashes) {
        var hex = hashes.stream().map(Sha256::hex).toArray();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(WITHOUT_ITEM)) {
            statement.setArray(1, connection.createArrayOf("text", hex));
            try (var rows = statement.executeQuery()) {
                var orphans = new ArrayList<Sha256>();
                while (rows.next()) {
                    orphans.add(new Sha256(rows.getString(1)));
                }
                return orphans;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the items of stored bytes cannot be looked up", e);
        }
    }

    /**
     * Removes bytes unless an item has got them, or they were kept again for one that is to come.
     *
     * @param before when they were last kept
     * @return whether they were removed
     */
    boolean remove(Sha256 hash, Instant before) {
        return locks.holding(hash, () -> removeLocked(hash, before));
    }

    private boolean removeLocked(Sha256 hash, Instant before) {
        try {
            var kept = store.find(hash);
            if (kept.isEmpty() || !kept.get().keptAt().isBefore(before)) {
                return false;
            }
            if (among(List.of(hash)).isEmpty()) {
                return false;
            }
            store.remove(hash);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("an orphan cannot be removed", e);
        }
    }
}
