package dev.hookline.gateway.lifecycle;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.schemas.plugin.HookSubscription;
import java.util.Optional;

/** The hooks that tell a plugin what is done with it. */
public enum LifecycleHook {
    INSTALL("plugin:install"),
    ACTIVATE("plugin:activate"),
    DEACTIVATE("plugin:deactivate"),
    UNINSTALL("plugin:uninstall");

    private final String hookName;

    LifecycleHook(String hookName) {
        this.hookName = hookName;
    }

    public String hookName() {
        return hookName;
    }

    /** What the manifest says of this hook; empty when the plugin does not take it. */
    Optional<HookSubscription> in(Manifest manifest) {
        return manifest.hooks().stream().filter(hook -> hook.hook().equals(hookName)).findFirst();
    }
}
