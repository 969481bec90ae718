package dev.hookline.gateway.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All plugins at one revision of the directory, immutable, with the pipeline of every hook worked
 * out.
 *
 * @param plugins by id, in registration order
 * @param pipelines the active handlers of each hook, in the order in which they run
 * @param selected the plugin that is selected for each exclusive hook
 */
public record Roster(
        long revision,
        Map<String, RegisteredPlugin> plugins,
        Map<String, HookOrder.Ordered> pipelines,
        Map<String, String> selected) {

    static final Roster EMPTY = new Roster(-1, Map.of(), Map.of(), Map.of());

    /** Arranges plugins given in registration order. */
    static Roster of(
            long revision, Collection<RegisteredPlugin> registered, Map<String, String> selected) {
        var plugins = new LinkedHashMap<String, RegisteredPlugin>();
        var handlers = new LinkedHashMap<String, List<Handler>>();
        for (var plugin : registered) {
            plugins.put(plugin.id(), plugin);
            if (plugin.isActive()) {
                plugin.effectiveHooks()
                        .forEach(hook ->
                                handlers.computeIfAbsent(hook.hook(), name -> new ArrayList<>())
                                        .add(new Handler(plugin, hook)));
            }
        }
        var pipelines = new LinkedHashMap<String, HookOrder.Ordered>();
        handlers.forEach((hook, unordered) -> pipelines.put(hook, HookOrder.of(unordered)));
        return new Roster(revision, plugins, pipelines, Map.copyOf(selected));
    }

    public Optional<RegisteredPlugin> find(String pluginId) {
        return Optional.ofNullable(plugins.get(pluginId));
    }

    /**
     * The handlers of a hook for an event with these properties, in the order in which they run.
     */
    public List<Handler> pipeline(String hook, Map<String, String> properties) {
        return pipeline(hook).stream()
                .filter(handler -> handler.subscription().matches(properties))
                .toList();
    }

    public List<Handler> pipeline(String hook) {
        var pipeline = pipelines.get(hook);
        return pipeline == null ? List.of() : pipeline.ordered();
    }

    /** The active handlers of a hook that offer themselves as its one provider. */
    public List<Handler> providers(String hook) {
        return pipeline(hook).stream()
                .filter(handler -> handler.subscription().exclusive())
                .toList();
    }

    /** The handler of the plugin that is selected for an exclusive hook; empty when none is. */
    public Optional<Handler> provider(String hook) {
        var pluginId = selected.get(hook);
        return providers(hook).stream()
                .filter(handler -> handler.pluginId().equals(pluginId))
                .findFirst();
    }

    /** The exclusive hooks for which a plugin is selected. */
    List<String> selectedFor(String pluginId) {
        return selected.keySet().stream()
                .filter(hook ->
                        provider(hook).filter(it -> it.pluginId().equals(pluginId)).isPresent())
                .sorted()
                .toList();
    }

    /** Plugins of a hook whose dependencies are missing or circular; they run last. */
    public List<String> unsatisfied(String hook) {
        var pipeline = pipelines.get(hook);
        return pipeline == null ? List.of() : pipeline.unsatisfied();
    }
}
