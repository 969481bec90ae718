package dev.hookline.gateway.registry;

/**
 * A plugin is being installed or gets a new manifest. Observed inside the storing transaction by
 * every feature that has to prepare something for what the manifest declares: what an observer
 * throws stops the installation or upgrade.
 */
public record PluginStored(RegisteredPlugin plugin) {}
