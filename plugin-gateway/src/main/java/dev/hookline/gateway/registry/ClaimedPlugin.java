package dev.hookline.gateway.registry;

import dev.hookline.gateway.lifecycle.LifecycleHooks;

/**
 * A plugin that is being taken through a transition.
 *
 * @param prepared whether {@code plugin:install} has been answered
 */
record ClaimedPlugin(PluginClaim claim, RegisteredPlugin plugin, boolean prepared) {

    LifecycleHooks.Callee callee() {
        return new LifecycleHooks.Callee(plugin.manifest(), plugin.secrets());
    }
}
