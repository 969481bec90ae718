package dev.hookline.content.revision;

import dev.hookline.content.entry.EntryKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Access to the table {@code entry_revision}. */
@ApplicationScoped
class RevisionRows implements PanacheRepositoryBase<RevisionRow, RevisionKey> {

    /** Newest first, those with a lower number than given. */
    List<RevisionRow> newestBefore(EntryKey key, int revision, int limit) {
        return find(
                        "key.collection = ?1 and key.entryId = ?2 and key.revision < ?3"
                                + " order by key.revision desc",
                        key.collection(),
                        key.id(),
                        revision)
                .page(0, limit)
                .list();
    }
}
