package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code plugin}. */
@Entity
@Table(name = "plugin")
class PluginEntity {

    @Id String id;

    // Given by the database at insertion.
    @Column(name = "registration_order", insertable = false, updatable = false)
    long registrationOrder;

    @Column(nullable = false)
    String status;

    @Column(nullable = false)
    boolean trusted;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    JsonNode manifest;

    @Column(name = "installed_at", nullable = false)
    Instant installedAt;

    @Column(name = "activated_at")
    @Nullable Instant activatedAt;

    @Column(name = "deactivated_at")
    @Nullable Instant deactivatedAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PluginEntity() {}

    PluginEntity(String id, JsonNode manifest, boolean trusted, Instant now) {
        this.id = id;
        this.manifest = manifest;
        this.trusted = trusted;
        this.status = "installed";
        this.installedAt = now;
        this.updatedAt = now;
    }

    void activate(Instant now) {
        status = "active";
        activatedAt = now;
        updatedAt = now;
    }

    void deactivate(Instant now) {
        status = "inactive";
        deactivatedAt = now;
        updatedAt = now;
    }

    void upgrade(JsonNode newManifest, Instant now) {
        manifest = newManifest;
        updatedAt = now;
    }

    PluginStatus status() {
        return PluginStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
