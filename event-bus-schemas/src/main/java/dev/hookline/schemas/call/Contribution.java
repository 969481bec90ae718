package dev.hookline.schemas.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * One item that a plugin contributes to a hook that collects.
 *
 * @param pluginId who contributes it
 * @param value the item, checked against the hook's answer schema: one action, one piece of
 *     metadata, one piece of HTML
 */
public record Contribution(String pluginId, JsonNode value) {

    public Contribution {
        Checked.text(pluginId, "pluginId");
        Objects.requireNonNull(value, "value");
    }
}
