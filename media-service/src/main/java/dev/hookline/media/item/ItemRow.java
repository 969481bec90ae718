package dev.hookline.media.item;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code media_item}. */
@Entity
@Table(name = "media_item")
class ItemRow {

    @Id String id;
    String filename;
    String mimeType;
    @Nullable String claimedType;
    long size;
    String sha256;
    @Nullable Integer width;
    @Nullable Integer height;
    @Nullable String blurhash;
    @Nullable String alt;
    @Nullable String caption;
    String uploadedBy;
    long version;
    Instant createdAt;
    Instant updatedAt;
}
