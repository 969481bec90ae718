package dev.hookline.content.revision;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The table {@code entry_revision}. */
@Entity
@Immutable
@Table(name = "entry_revision")
class RevisionRow {

    @EmbeddedId RevisionKey key;
    String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    String data;

    String authorId;
    Instant createdAt;
}
