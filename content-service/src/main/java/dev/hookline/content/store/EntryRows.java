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
    private static final String CLAIM_DUE =
            """
            SELECT * FROM entry
            WHERE collection = :collection AND id = :id AND scheduled_at <= :now
            FOR UPDATE SKIP LOCKED
            """;

    private static final String DUE =
            """
            SELECT collection, id FROM entry
            WHERE scheduled_at <= :now AND collection || '/' || id NOT IN (:except)
            ORDER BY scheduled_at
            LIMIT :limit
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
    List<EntryKey> due(Instant now, Collection<String> except, int limit) {
        List<Object[]> rows =
                getEntityManager()
                        .createNativeQuery(DUE, Object[].class)
                        .setParameter("now", now)
                        .setParameter("except", except.isEmpty() ? Set.of("") : except)
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream().map(row -> new EntryKey((String) row[0], (String) row[1])).toList();
    }

    @SuppressWarnings("unchecked")
    Optional<EntryRow> claimDue(EntryKey key, Instant now) {
        return getEntityManager()
                .createNativeQuery(CLAIM_DUE, EntryRow.class)
                .setParameter("collection", key.collection())
                .setParameter("id", key.id())
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
