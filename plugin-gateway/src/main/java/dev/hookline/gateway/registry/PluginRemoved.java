package dev.hookline.gateway.registry;

/**
 * A plugin is being removed. Observed inside the removing transaction by every feature that keeps
 * something for plugins: what an observer throws stops the removal.
 *
 * @param deleteData whether what the plugin has stored goes too; without it a later installation of
 *     the same id finds it again
 */
public record PluginRemoved(String pluginId, boolean deleteData) {}
