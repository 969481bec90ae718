package dev.hookline.gateway.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which provider is selected for each exclusive hook. Every method needs a transaction. */
@ApplicationScoped
class ProviderTable {

    private static final String SELECT =
            """
            INSERT INTO hook_provider (hook, plugin_id, selected_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (hook) DO UPDATE
                SET plugin_id = excluded.plugin_id, selected_at = excluded.selected_at
            """;

    private final EntityManager database;

    ProviderTable(EntityManager database) {
        this.database = database;
    }

    Map<String, String> selected() {
        var selected = new HashMap<String, String>();
        rows("SELECT hook, plugin_id FROM hook_provider WHERE plugin_id IS NOT NULL")
                .forEach(row -> selected.put((String) row[0], (String) row[1]));
        return selected;
    }

    /** Hooks for which the operator wants nobody. */
    Set<String> leftEmpty() {
        var hooks = new HashSet<String>();
        rows("SELECT hook, plugin_id FROM hook_provider WHERE plugin_id IS NULL")
                .forEach(row -> hooks.add((String) row[0]));
        return hooks;
    }

    /**
     * Selects a provider.
     *
     * @param pluginId null for nobody
     */
    void select(String hook, @Nullable String pluginId, Instant now) {
        database.createNativeQuery(SELECT)
                .setParameter(1, hook)
                .setParameter(2, pluginId)
                .setParameter(3, now)
                .executeUpdate();
    }

    /** Forgets the selection of a hook, so that the next only provider is taken. */
    void forget(String hook) {
        database.createNativeQuery("DELETE FROM hook_provider WHERE hook = ?1")
                .setParameter(1, hook)
                .executeUpdate();
    }

    @SuppressWarnings("unchecked")
    private Iterable<Object[]> rows(String query) {
        return database.createNativeQuery(query, Object[].class).getResultList();
    }
}
