package dev.hookline.schemas.plugin;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How after hooks reach a plugin. */
public enum Delivery {
    /** The gateway pushes each event to the plugin's endpoint. */
    @JsonProperty("http")
    HTTP,
    /** The plugin subscribes to the topics with a consumer group of its own. */
    @JsonProperty("kafka")
    KAFKA
}
