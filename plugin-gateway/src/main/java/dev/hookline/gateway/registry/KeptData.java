package dev.hookline.gateway.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Remembers which removed plugins have left their data. Every method needs a transaction. */
@ApplicationScoped
class KeptData {

    private final EntityManager database;

    KeptData(EntityManager database) {
        this.database = database;
    }

    void note(String pluginId, boolean deleted, Instant now) {
        if (deleted) {
            database.createNativeQuery("DELETE FROM kept_plugin_data WHERE plugin_id = ?1")
                    .setParameter(1, pluginId)
                    .executeUpdate();
            return;
        }
        database.createNativeQuery(
                        "INSERT INTO kept_plugin_data (plugin_id, kept_at) VALUES (?1, ?2) ON"
                                + " CONFLICT DO NOTHING")
                .setParameter(1, pluginId)
                .setParameter(2, now)
                .executeUpdate();
    }

    boolean isKept(String pluginId) {
        return !database.createNativeQuery("SELECT 1 FROM kept_plugin_data WHERE plugin_id = ?1")
                .setParameter(1, pluginId)
                .getResultList()
                .isEmpty();
    }
}
