package dev.hookline.hooks.directory;

import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.HookSubscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The plugins at one moment, immutable, arranged for the question "who takes this hook?".
 *
 * @param revision the highest revision of any plugin seen so far, also of plugins that are gone
 */
record DirectorySnapshot(
        Map<String, DirectoryEntry> plugins,
        Map<String, List<HookSubscription>> subscriptionsByHook,
        long revision) {

    static final DirectorySnapshot EMPTY = new DirectorySnapshot(Map.of(), Map.of(), 0);

    DirectorySnapshot with(DirectoryEntry entry) {
        var changed = new HashMap<>(plugins);
        changed.put(entry.id(), entry);
        return of(changed, Math.max(revision, entry.revision()));
    }

    DirectorySnapshot without(String pluginId) {
        var changed = new HashMap<>(plugins);
        changed.remove(pluginId);
        return of(changed, revision);
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

    private static DirectorySnapshot of(Map<String, DirectoryEntry> plugins, long revision) {
        var byHook = new HashMap<String, List<HookSubscription>>();
        plugins.values().stream()
                .filter(DirectoryEntry::active)
                .flatMap(plugin -> plugin.subscriptions().stream())
                .forEach(subscription ->
                        byHook.computeIfAbsent(subscription.hook(), hook -> new ArrayList<>())
                                .add(subscription));
        return new DirectorySnapshot(Map.copyOf(plugins), byHook, revision);
    }
}
