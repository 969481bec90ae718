package dev.hookline.content.store;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryStatus;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code entry}; JSON stays text here, so that it is parsed once and only when needed.
 */
@Entity
@Table(name = "entry")
@DynamicUpdate
class EntryRow {

    @EmbeddedId EntryKey key;
    String slug;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    EntryStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    String data;

    long version;
    int revision;
    String authorId;
    Instant createdAt;
    Instant updatedAt;

    @Nullable String liveSlug;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String liveData;

    @Nullable Integer liveRevision;
    @Nullable Long liveVersion;
    @Nullable Instant liveUpdatedAt;
    @Nullable Instant publishedAt;
    @Nullable Instant scheduledAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String scheduledBy;

    @Nullable Instant trashedAt;
}
