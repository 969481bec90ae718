package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.manifest.StoredManifests;
import dev.hookline.gateway.secret.SecretCipher;
import dev.hookline.gateway.secret.SigningSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plugins, their secrets and their tokens. Every method needs a transaction. */
@ApplicationScoped
class PluginRepository implements PanacheRepositoryBase<PluginEntity, String> {

    private static final String NEXT_REVISION =
            "UPDATE directory_revision SET revision = revision + 1 RETURNING revision";

    private static final String LIVE_SECRETS =
            """
            SELECT plugin_id, ciphertext
            FROM plugin_signing_secret
            WHERE expires_at IS NULL OR expires_at > :now
            ORDER BY created_at DESC
            """;

    private final ManifestReader manifests;
    private final SecretCipher cipher;
    private final ProviderTable providers;

    PluginRepository(ManifestReader manifests, SecretCipher cipher, ProviderTable providers) {
        this.manifests = manifests;
        this.cipher = cipher;
        this.providers = providers;
    }

    Optional<PluginEntity> locked(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The revision of the change being made; other changes wait until this transaction ends. */
    long nextRevision() {
        return ((Number) getEntityManager().createNativeQuery(NEXT_REVISION).getSingleResult())
                .longValue();
    }

    long revision() {
        return ((Number)
                        getEntityManager()
                                .createNativeQuery("SELECT revision FROM directory_revision")
                                .getSingleResult())
                .longValue();
    }

    /** Every plugin in registration order. */
    List<RegisteredPlugin> registered(Instant now) {
        var secrets = liveSecrets(now);
        return list("ORDER BY registrationOrder").stream()
                .map(entity ->
                        registered(
                                entity,
                                manifestOf(entity),
                                secrets.getOrDefault(entity.id, List.of())))
                .toList();
    }

    /** All plugins with the providers selected now, as this transaction sees them. */
    Roster roster(long revision, Instant now) {
        return Roster.of(revision, registered(now), providers.selected());
    }

    /** One plugin as it stands in this transaction, with its live secrets. */
    RegisteredPlugin registered(PluginEntity entity, Instant now) {
        return registered(
                entity, manifestOf(entity), liveSecrets(now).getOrDefault(entity.id, List.of()));
    }

    /** What was read when the manifest was accepted: today's rules may be stricter. */
    private Manifest manifestOf(PluginEntity entity) {
        return entity.acceptedManifest == null
                ? manifests.read(entity.manifest, entity.trusted)
                : StoredManifests.read(entity.acceptedManifest);
    }

    /** What is being done with these plugins. */
    Map<String, ChangeView> changes(Collection<String> pluginIds) {
        return list("id IN ?1", pluginIds).stream()
                .collect(Collectors.toMap(entity -> entity.id, ChangeView::of));
    }

    /** When the next signing secret ends; empty when none does. */
    Optional<Instant> nextSecretEnd(Instant now) {
        var end =
                getEntityManager()
                        .createNativeQuery(
                                "SELECT min(expires_at) FROM plugin_signing_secret WHERE"
                                        + " expires_at > ?1",
                                Instant.class)
                        .setParameter(1, now)
                        .getSingleResultOrNull();
        return Optional.ofNullable((Instant) end);
    }

    /** The manifests of all plugins but one. */
    List<Manifest> manifestsOfOthers(String pluginId) {
        return list("id <> ?1", pluginId).stream().map(this::manifestOf).toList();
    }

    /** Ids of plugins whose transition was left behind by its gateway. */
    List<String> abandoned(Instant now) {
        return list("transitionUntil <= ?1", now).stream().map(entity -> entity.id).toList();
    }

    RegisteredPlugin registered(PluginEntity entity, Manifest manifest) {
        return registered(entity, manifest, List.of());
    }

    private static RegisteredPlugin registered(
            PluginEntity entity, Manifest manifest, List<SigningSecret> secrets) {
        return new RegisteredPlugin(
                manifest,
                entity.status(),
                entity.trusted,
                secrets,
                entity.installedAt,
                entity.activatedAt,
                entity.updatedAt);
    }

    private Map<String, List<SigningSecret>> liveSecrets(Instant now) {
        var secrets = new HashMap<String, List<SigningSecret>>();
        var rows =
                getEntityManager()
                        .createNativeQuery(LIVE_SECRETS, Object[].class)
                        .setParameter("now", now)
                        .getResultList();
        for (var row : rows) {
            var columns = (Object[]) row;
            var pluginId = (String) columns[0];
            secrets.computeIfAbsent(pluginId, id -> new ArrayList<>())
                    .add(new SigningSecret(cipher.decrypt(pluginId, (byte[]) columns[1])));
        }
        return secrets;
    }
}
