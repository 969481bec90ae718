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
 */
public record Roster(
        long revision,
        Map<String, RegisteredPlugin> plugins,
        Map<String, HookOrder.Ordered> pipelines) {

    static final Roster EMPTY = new Roster(-1, Map.of(), Map.of());

    /** Arranges plugins given in registration order. */
    static Roster of(long revision, Collection<RegisteredPlugin> registered) {
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
        return new Roster(revision, plugins, pipelines);
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

    /** Plugins of a hook whose dependencies are missing or circular; they run last. */
    public List<String> unsatisfied(String hook) {
        var pipeline = pipelines.get(hook);
        return pipeline == null ? List.of() : pipeline.unsatisfied();
    }
}
