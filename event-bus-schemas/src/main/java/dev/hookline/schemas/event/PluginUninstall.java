package dev.hookline.schemas.event;

/**
 * The plugin is being removed.
 *
 * @param deleteData whether the operator wants the plugin's data to go with it
 */
public record PluginUninstall(boolean deleteData) {}
