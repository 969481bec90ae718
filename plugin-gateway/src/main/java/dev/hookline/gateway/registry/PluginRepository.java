package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.gateway.secret.SecretCipher;
import dev.hookline.gateway.secret.SigningSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    void addSecret(String pluginId, SigningSecret secret, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "INSERT INTO plugin_signing_secret (plugin_id, ciphertext, created_at)"
                                + " VALUES (?1, ?2, ?3)")
                .setParameter(1, pluginId)
                .setParameter(2, cipher.encrypt(pluginId, secret.text()))
                .setParameter(3, now)
                .executeUpdate();
    }

    void addToken(String pluginId, PluginToken token, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "INSERT INTO plugin_token (hash, plugin_id, created_at) VALUES (?1, ?2,"
                                + " ?3)")
                .setParameter(1, token.hash())
                .setParameter(2, pluginId)
                .setParameter(3, now)
                .executeUpdate();
    }

    /** Every plugin in registration order. */
    List<RegisteredPlugin> registered(Instant now) {
        var secrets = liveSecrets(now);
        return list("ORDER BY registrationOrder").stream()
                .map(entity ->
                        registered(
                                entity,
                                manifests.read(entity.manifest, entity.trusted),
                                secrets.getOrDefault(entity.id, List.of())))
                .toList();
    }

    /** All plugins with the providers selected now, as this transaction sees them. */
    Roster roster(long revision, Instant now) {
        return Roster.of(revision, registered(now), providers.selected());
    }

    /** One plugin as it stands in this transaction, without its secrets. */
    RegisteredPlugin registered(PluginEntity entity) {
        return registered(entity, manifests.read(entity.manifest, entity.trusted));
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
