package dev.hookline.hooks.directory;

import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.HookSubscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The plugins at one moment, immutable, arranged for the question "who takes this hook?".
 * Invariant: a record of the topic never replaces a newer one, in whatever order they arrive.
 *
 * @param removed the revision at which a plugin was removed, by its id
 * @param unreadable the plugins whose last entry cannot be read
 * @param revision the highest revision of any plugin seen so far, also of plugins that are gone
 */
record DirectorySnapshot(
        Map<String, DirectoryEntry> plugins,
        Map<String, Long> removed,
        Set<String> unreadable,
        Map<String, List<HookSubscription>> subscriptionsByHook,
        long revision) {

    static final DirectorySnapshot EMPTY =
            new DirectorySnapshot(Map.of(), Map.of(), Set.of(), Map.of(), 0);

    /** Unchanged when a newer state of the plugin is known. */
    DirectorySnapshot with(DirectoryEntry entry) {
        if (entry.revision() < revisionOf(entry.id())) {
            return this;
        }
        var changed = new HashMap<>(plugins);
        changed.put(entry.id(), entry);
        return of(changed, removed, readable(entry.id()), Math.max(revision, entry.revision()));
    }

    /** Unchanged when the plugin is known to have been installed again since. */
    DirectorySnapshot without(String pluginId, long removedAt) {
        if (removedAt < revisionOf(pluginId)) {
            return this;
        }
        var changed = new HashMap<>(plugins);
        changed.remove(pluginId);
        var gone = new HashMap<>(removed);
        gone.put(pluginId, removedAt);
        return of(changed, gone, readable(pluginId), Math.max(revision, removedAt));
    }

    /** The plugin's last known state stays, and is known not to be its last. */
    DirectorySnapshot withUnreadable(String pluginId) {
        var damaged = new HashSet<>(unreadable);
        damaged.add(pluginId);
        return of(plugins, removed, damaged, revision);
    }

    private Set<String> readable(String pluginId) {
        var damaged = new HashSet<>(unreadable);
        damaged.remove(pluginId);
        return damaged;
    }

    /** Removes a plugin by the record of a gateway that does not name the revision of a removal. */
    DirectorySnapshot without(String pluginId) {
        var entry = plugins.get(pluginId);
        return without(pluginId, entry == null ? 0 : entry.revision());
    }

    private long revisionOf(String pluginId) {
        var entry = plugins.get(pluginId);
        return Math.max(entry == null ? 0 : entry.revision(), removed.getOrDefault(pluginId, 0L));
    }

    List<HookSubscription> subscribers(String hook, Map<String, String> properties) {
        return subscriptionsByHook.getOrDefault(hook, List.of()).stream()
                .filter(subscription -> subscription.matches(properties))
                .toList();
    }

    /** Of two that claim a hook while their records arrive, the later one is right. */
    Optional<String> provider(String hook) {
        return plugins.values().stream()
                .filter(plugin -> plugin.isProviderOf(hook))
                .max(Comparator.comparingLong(DirectoryEntry::revision))
                .map(DirectoryEntry::id);
    }

    List<String> plugins(String hook, Predicate<HookSubscription> condition) {
        return plugins.values().stream()
                .filter(DirectoryEntry::active)
                .filter(plugin ->
                        plugin.subscriptions().stream()
                                .anyMatch(taken ->
                                        taken.hook().equals(hook) && condition.test(taken)))
                .map(DirectoryEntry::id)
                .sorted()
                .toList();
    }

    private static DirectorySnapshot of(
            Map<String, DirectoryEntry> plugins,
            Map<String, Long> removed,
            Set<String> unreadable,
            long revision) {
        var byHook = new HashMap<String, List<HookSubscription>>();
        plugins.values().stream()
                .filter(DirectoryEntry::active)
                .flatMap(plugin -> plugin.subscriptions().stream())
                .forEach(subscription ->
                        byHook.computeIfAbsent(subscription.hook(), hook -> new ArrayList<>())
                                .add(subscription));
        return new DirectorySnapshot(
                Map.copyOf(plugins), Map.copyOf(removed), Set.copyOf(unreadable), byHook, revision);
    }
}
