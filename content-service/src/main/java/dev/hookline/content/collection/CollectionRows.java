package dev.hookline.content.collection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access to the table {@code collection}. */
@ApplicationScoped
class CollectionRows implements PanacheRepositoryBase<CollectionRow, String> {

    // Stronger than Hibernate's write lock, which a share lock on the key does not notice.
    private static final String LOCK_AGAINST_ENTRIES =
            "SELECT * FROM collection WHERE name = :name FOR UPDATE";

    private static final String REFERRING_TO =
            """
            SELECT name FROM collection
            WHERE name <> :name
              AND fields @> jsonb_build_array(jsonb_build_object('collection', cast(:name AS text)))
            ORDER BY name
            """;

    /** Entries may be written until the end of the transaction, the definition may not. */
    Optional<CollectionRow> lockAgainstChange(String name) {
        return findByIdOptional(name, LockModeType.PESSIMISTIC_READ);
    }

    /** The definition may be written until the end of the transaction, entries may not. */
    @SuppressWarnings("unchecked")
    Optional<CollectionRow> lockAgainstEntries(String name) {
        return getEntityManager()
                .createNativeQuery(LOCK_AGAINST_ENTRIES, CollectionRow.class)
                .setParameter("name", name)
                .getResultList()
                .stream()
                .findFirst();
    }

    List<CollectionRow> firstAfter(String name, int limit) {
        return find("name > ?1 order by name", name).page(0, limit).list();
    }

    Set<String> namesAmong(Collection<String> names) {
        return Set.copyOf(
                find("select name from CollectionRow where name in ?1", names)
                        .project(String.class)
                        .list());
    }

    /** Other collections with a field that refers to this one. */
    @SuppressWarnings("unchecked")
    List<String> referringTo(String name) {
        return getEntityManager()
                .createNativeQuery(REFERRING_TO, String.class)
                .setParameter("name", name)
                .getResultList();
    }
}
