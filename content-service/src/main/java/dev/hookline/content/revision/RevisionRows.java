package dev.hookline.content.revision;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Access to the table {@code entry_revision}. */
@ApplicationScoped
class RevisionRows implements PanacheRepositoryBase<RevisionRow, RevisionKey> {}
