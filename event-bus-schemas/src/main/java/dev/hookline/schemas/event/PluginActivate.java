package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The plugin is being enabled, after its installation or again. */
// Any annotation that Jackson knows lets it write a record without components as {}.
@JsonInclude
public record PluginActivate() {}
