package dev.hookline.content.collection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The table {@code collection}. */
@Entity
@Table(name = "collection")
class CollectionRow {

    @Id String name;
    @Nullable String label;

    @JdbcTypeCode(SqlTypes.JSON)
    String fields;

    long version;
    Instant createdAt;
    Instant updatedAt;
}
