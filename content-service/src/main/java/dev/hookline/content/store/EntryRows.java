package dev.hookline.content.store;

import dev.hookline.content.entry.EntryKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access to the table {@code entry}. */
@ApplicationScoped
class EntryRows implements PanacheRepositoryBase<EntryRow, EntryKey> {

    // Rows that another replica is publishing right now are left to it.
    private static final String CLAIM_NEXT_DUE =
            """
            SELECT * FROM entry
            WHERE scheduled_at <= :now
            ORDER BY scheduled_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;

    // Whoever refers to them may go on: they can't be deleted before the transaction ends.
    private static final String HOLD_IDS =
            """
            SELECT id FROM entry
            WHERE collection = :collection AND id IN (:ids) AND status <> 'TRASHED'
            ORDER BY id
            FOR KEY SHARE
            """;

    @SuppressWarnings("unchecked")
    Optional<EntryRow> claimNextDue(Instant now) {
        return getEntityManager()
                .createNativeQuery(CLAIM_NEXT_DUE, EntryRow.class)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    Set<String> holdIds(String collection, Collection<String> ids) {
        List<String> found =
                getEntityManager()
                        .createNativeQuery(HOLD_IDS, String.class)
                        .setParameter("collection", collection)
                        .setParameter("ids", ids)
                        .getResultList();
        return Set.copyOf(found);
    }

    long countIn(String collection) {
        return count("key.collection", collection);
    }
}
