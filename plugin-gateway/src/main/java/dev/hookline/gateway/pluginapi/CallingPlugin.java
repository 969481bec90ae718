package dev.hookline.gateway.pluginapi;

import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The plugin that sent the current request of the plugin API. */
@RequestScoped
public class CallingPlugin {

    private @Nullable RegisteredPlugin plugin;

    void set(RegisteredPlugin authenticated) {
        plugin = authenticated;
    }

    public RegisteredPlugin plugin() {
        if (plugin == null) {
            throw new IllegalStateException("the resource is not marked as one for plugins");
        }
        return plugin;
    }

    public String id() {
        return plugin().id();
    }

    /**
     * Refuses what the plugin's manifest does not claim.
     *
     * @throws ProblemException 403 {@code forbidden}
     */
    public void require(Capability capability) {
        if (!plugin().manifest().capabilities().contains(capability)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "plugin " + id() + " lacks the capability " + capability.id());
        }
    }
}
