package dev.hookline.schemas.plugin;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How after hooks reach a plugin. */
public enum Delivery {
    /** The gateway pushes each event to the plugin's endpoint. */
    @JsonProperty("http")
    HTTP,
    /**
     * The plugin subscribes to the topics with a consumer group of its own. An older gateway takes
     * an unknown kind of delivery for this one: it leaves the events to the newer gateway.
     */
    @JsonEnumDefaultValue
    @JsonProperty("kafka")
    KAFKA
}
