package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The plugin is being installed for the first time; it may seed its defaults. */
// Any annotation that Jackson knows lets it write a record without components as {}.
@JsonInclude
public record PluginInstall() {}
