package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.manifest.StoredManifests;
import dev.hookline.schemas.plugin.PluginTransition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
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

    /** What was read of the manifest; null for a plugin from before that was kept. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "accepted_manifest")
    @Nullable JsonNode acceptedManifest;

    @Column(name = "installed_at", nullable = false)
    Instant installedAt;

    @Column(name = "activated_at")
    @Nullable Instant activatedAt;

    @Column(name = "deactivated_at")
    @Nullable Instant deactivatedAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    /** When {@code plugin:install} had been answered; null before. */
    @Column(name = "prepared_at")
    @Nullable Instant preparedAt;

    /** The transition under way; its four columns are set together. */
    @Column(name = "transition")
    @Nullable String transition;

    @Column(name = "transition_id")
    @Nullable UUID transitionId;

    @Column(name = "transition_started_at")
    @Nullable Instant transitionStartedAt;

    @Column(name = "transition_until")
    @Nullable Instant transitionUntil;

    @Column(name = "failed_transition")
    @Nullable String failedTransition;

    @Column(name = "failed_hook")
    @Nullable String failedHook;

    @Column(name = "failure")
    @Nullable String failure;

    @Column(name = "failed_at")
    @Nullable Instant failedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PluginEntity() {}

    PluginEntity(JsonNode json, Manifest manifest, boolean trusted, Instant now) {
        this.id = manifest.id();
        this.manifest = json;
        this.acceptedManifest = StoredManifests.write(manifest);
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

    void upgrade(JsonNode json, Manifest newManifest, Instant now) {
        manifest = json;
        acceptedManifest = StoredManifests.write(newManifest);
        updatedAt = now;
    }

    void begin(PluginClaim claim) {
        transition = claim.kind().name().toLowerCase(Locale.ROOT);
        transitionId = claim.id();
        transitionStartedAt = claim.startedAt();
        transitionUntil = claim.until();
    }

    /** Whether this transition is still the one under way. */
    boolean isUnder(PluginClaim claim) {
        return claim.id().equals(transitionId);
    }

    boolean isChanging() {
        return transition != null;
    }

    /** Whether the transition under way was left behind by its gateway. */
    boolean isAbandoned(Instant now) {
        return transitionUntil != null && !transitionUntil.isAfter(now);
    }

    void endTransition() {
        transition = null;
        transitionId = null;
        transitionStartedAt = null;
        transitionUntil = null;
    }

    void failed(PluginTransition.Kind kind, @Nullable String hook, String reason, Instant now) {
        failedTransition = kind.name().toLowerCase(Locale.ROOT);
        failedHook = hook;
        failure = reason;
        failedAt = now;
    }

    void forgetFailure() {
        failedTransition = null;
        failedHook = null;
        failure = null;
        failedAt = null;
    }

    PluginStatus status() {
        return PluginStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
