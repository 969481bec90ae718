package dev.hookline.gateway.registry;

import dev.hookline.schemas.plugin.HookSubscription;

/** One plugin's handler of one hook. */
public record Handler(RegisteredPlugin plugin, HookSubscription subscription) {

    public String pluginId() {
        return plugin.id();
    }
}
