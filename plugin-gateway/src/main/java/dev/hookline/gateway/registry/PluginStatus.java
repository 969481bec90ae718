package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a plugin stands: installed, then active and inactive in turn. */
public enum PluginStatus {
    /** Registered and never yet active. */
    @JsonProperty("installed")
    INSTALLED,
    @JsonProperty("active")
    ACTIVE,
    /** Switched off by the operator. */
    @JsonProperty("inactive")
    INACTIVE
}
