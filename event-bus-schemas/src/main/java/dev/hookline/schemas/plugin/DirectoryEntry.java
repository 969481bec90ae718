package dev.hookline.schemas.plugin;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One plugin as every service knows it, the value of the compacted topic {@code hookline.plugins}.
 * Carries no endpoint and no secret: a service must know who takes part, never how to call them.
 *
 * @param revision grows with every change of any plugin; a hook request names the highest revision
 *     its sender has seen, so that no gateway replica runs a pipeline older than that
 * @param subscriptions the hooks that are in force now: empty while the plugin is not active,
 *     without those that are skipped for a missing capability
 * @param selectedFor the exclusive hooks whose one provider this plugin is now; entries written
 *     before providers could be selected have none
 */
public record DirectoryEntry(
        String id,
        String version,
        boolean active,
        boolean trusted,
        Delivery delivery,
        long revision,
        List<HookSubscription> subscriptions,
        @Nullable List<String> selectedFor) {

    /**
     * Key of the roster on {@code hookline.plugins}: an entry that no plugin can have, whose header
     * {@code ce_directoryplugins} names all plugins of its revision. Readers of older releases take
     * it for an inactive plugin.
     */
    public static final String ROSTER = "hookline.roster";

    /** The entry of a roster. */
    public static DirectoryEntry roster(long revision) {
        return new DirectoryEntry(
                ROSTER, "1", false, false, Delivery.HTTP, revision, List.of(), List.of());
    }

    public DirectoryEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(delivery, "delivery");
        subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
        selectedFor = selectedFor == null ? List.of() : List.copyOf(selectedFor);
    }

    /** An entry of a plugin that is the provider of nothing. */
    public DirectoryEntry(
            String id,
            String version,
            boolean active,
            boolean trusted,
            Delivery delivery,
            long revision,
            List<HookSubscription> subscriptions) {
        this(id, version, active, trusted, delivery, revision, subscriptions, List.of());
    }

    /** Whether this plugin is the one provider of an exclusive hook. */
    public boolean isProviderOf(String hook) {
        return active && selectedFor != null && selectedFor.contains(hook);
    }
}
