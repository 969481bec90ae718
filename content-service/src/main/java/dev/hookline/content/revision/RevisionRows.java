package dev.hookline.content.revision;

import dev.hookline.content.entry.EntryKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Access to the table {@code entry_revision}. */
@ApplicationScoped
class RevisionRows implements PanacheRepositoryBase<RevisionRow, RevisionKey> {

    /** Deletes revisions of an entry up to a number. */
    void deleteUpTo(EntryKey key, int revision) {
        delete(
                "key.collection = ?1 and key.entryId = ?2 and key.revision <= ?3",
                key.collection(),
                key.id(),
                revision);
    }
}
