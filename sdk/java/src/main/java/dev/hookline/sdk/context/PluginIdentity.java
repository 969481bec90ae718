package dev.hookline.sdk.context;

/** Which plugin this is. */
public record PluginIdentity(String id, String version) {}
