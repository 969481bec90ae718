package dev.hookline.gateway.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a plugin is called. */
public enum CircuitState {
    /** It is. */
    @JsonProperty("closed")
    CLOSED,
    /** A few calls try whether it is well again. */
    @JsonProperty("half-open")
    HALF_OPEN,
    /** Calls fail at once. */
    @JsonProperty("open")
    OPEN
}
