package dev.hookline.gateway.registry;

import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.gateway.secret.SecretCipher;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/**
 * The signing secrets and tokens of plugins, at most two of each live at once. Every method needs a
 * transaction that has locked the plugin.
 */
@ApplicationScoped
class SecretTable {

    private static final String ADD_SECRET =
            "INSERT INTO plugin_signing_secret (plugin_id, ciphertext, created_at) VALUES (?1, ?2,"
                    + " ?3)";
    private static final String ADD_TOKEN =
            "INSERT INTO plugin_token (hash, plugin_id, created_at) VALUES (?1, ?2, ?3) ON CONFLICT"
                    + " DO NOTHING";

    private final EntityManager database;
    private final SecretCipher cipher;

    SecretTable(EntityManager database, SecretCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    void add(String pluginId, SigningSecret secret, Instant now) {
        database.createNativeQuery(ADD_SECRET)
                .setParameter(1, pluginId)
                .setParameter(2, cipher.encrypt(pluginId, secret.text()))
                .setParameter(3, now)
                .executeUpdate();
    }

    /**
     * Adds a token.
     *
     * @throws ProblemException 409 {@code duplicate} for a token in use
     */
    void add(String pluginId, PluginToken token, Instant now) {
        int added =
                database.createNativeQuery(ADD_TOKEN)
                        .setParameter(1, token.hash())
                        .setParameter(2, pluginId)
                        .setParameter(3, now)
                        .executeUpdate();
        if (added == 0) {
            throw new ProblemException(ProblemType.DUPLICATE, "token: is in use");
        }
    }

    /** Lets the secret that was the newest expire; whatever was expiring already ends now. */
    void retireSecrets(String pluginId, Instant until, Instant now) {
        retire("plugin_signing_secret", pluginId, until, now);
    }

    /** Likewise for tokens. */
    void retireTokens(String pluginId, Instant until, Instant now) {
        retire("plugin_token", pluginId, until, now);
    }

    private void retire(String table, String pluginId, Instant until, Instant now) {
        database.createNativeQuery(
                        "DELETE FROM " + table + " WHERE plugin_id = ?1 AND expires_at IS NOT NULL")
                .setParameter(1, pluginId)
                .executeUpdate();
        database.createNativeQuery("UPDATE " + table + " SET expires_at = ?2 WHERE plugin_id = ?1")
                .setParameter(1, pluginId)
                .setParameter(2, until.isAfter(now) ? until : now)
                .executeUpdate();
    }
}
