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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plugins at one moment, immutable, arranged for the question "who takes this hook?".
 * Invariant: a record of the topic never replaces a newer one, in whatever order they arrive.
 *
 * @param removed the revision at which a plugin was removed, by its id
 * @param unreadable the plugins whose last entry cannot be read
 * @param roster what the gateway last said of all plugins together, null before it said so
 * @param revision the highest revision of any plugin seen so far, also of plugins that are gone
 */
record DirectorySnapshot(
        Map<String, DirectoryEntry> plugins,
        Map<String, Long> removed,
        Set<String> unreadable,
        @Nullable DirectoryRoster roster,
        Map<String, List<HookSubscription>> subscriptionsByHook,
        long revision) {

    static final DirectorySnapshot EMPTY =
            new DirectorySnapshot(Map.of(), Map.of(), Set.of(), null, Map.of(), 0);

    /** Unchanged when a newer state of the plugin is known. */
    DirectorySnapshot with(DirectoryEntry entry) {
        if (entry.revision() < revisionOf(entry.id())) {
            return this;
        }
        var changed = new HashMap<>(plugins);
        changed.put(entry.id(), entry);
        return of(
                changed,
                removed,
                readable(entry.id()),
                roster,
                Math.max(revision, entry.revision()));
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
        return of(changed, gone, readable(pluginId), roster, Math.max(revision, removedAt));
    }

    /** The plugin's last known state stays, and is known not to be its last. */
    DirectorySnapshot withUnreadable(String pluginId) {
        var damaged = new HashSet<>(unreadable);
        damaged.add(pluginId);
        return of(plugins, removed, damaged, roster, revision);
    }

    /**
     * Unchanged by a roster older than the one held. Plugins that it does not name and that are
     * older are gone, whether their removal has arrived or not.
     */
    DirectorySnapshot withRoster(DirectoryRoster read) {
        if (roster != null && read.revision() < roster.revision()) {
            return this;
        }
        var present = new HashMap<>(plugins);
        present.values()
                .removeIf(plugin ->
                        plugin.revision() < read.revision()
                                && !read.plugins().contains(plugin.id()));
        return of(
                present,
                removed,
                readable(DirectoryEntry.ROSTER),
                read,
                Math.max(revision, read.revision()));
    }

    /**
     * The plugins that the roster names and whose entry of that revision is not here, and the
     * roster itself before there is one.
     */
    Set<String> missing() {
        if (roster == null) {
            return Set.of(DirectoryEntry.ROSTER);
        }
        return roster.plugins().stream()
                // Removed since: a newer roster is on its way.
                .filter(id -> removed.getOrDefault(id, 0L) <= roster.revision())
                .filter(id -> {
                    var entry = plugins.get(id);
                    return entry == null || entry.revision() < roster.revision();
                })
                .collect(Collectors.toSet());
    }

    /** Whether a plugin has changed since the roster; a newer one must exist then. */
    boolean hasOutgrownRoster() {
        return roster != null && revision > roster.revision();
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
            @Nullable DirectoryRoster roster,
            long revision) {
        var byHook = new HashMap<String, List<HookSubscription>>();
        plugins.values().stream()
                .filter(DirectoryEntry::active)
                .flatMap(plugin -> plugin.subscriptions().stream())
                .forEach(subscription ->
                        byHook.computeIfAbsent(subscription.hook(), hook -> new ArrayList<>())
                                .add(subscription));
        return new DirectorySnapshot(
                Map.copyOf(plugins),
                Map.copyOf(removed),
                Set.copyOf(unreadable),
                roster,
                byHook,
                revision);
    }
}
