package dev.hookline.gateway.pluginapi;

import dev.hookline.gateway.registry.PluginTokens;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The plugin that sent the current request of the plugin API. */
@RequestScoped
public class CallingPlugin {

    private PluginTokens.@Nullable Owner owner;

    void set(PluginTokens.Owner authenticated) {
        owner = authenticated;
    }

    public RegisteredPlugin plugin() {
        return owner().plugin();
    }

    public String id() {
        return plugin().id();
    }

    private PluginTokens.Owner owner() {
        if (owner == null) {
            throw new IllegalStateException("the resource is not marked as one for plugins");
        }
        return owner;
    }

    /**
     * Refuses a plugin that has not been activated yet. Until then it may only use what it keeps
     * for itself.
     *
     * @throws ProblemException 403 {@code forbidden}
     */
    public void requireActivation() {
        if (!owner().mayAct()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "plugin " + id() + " has not been activated yet");
        }
    }

    /**
     * Refuses what the plugin's manifest does not claim, and a plugin that is not activated yet.
     *
     * @throws ProblemException 403 {@code forbidden}
     */
    public void require(Capability capability) {
        requireActivation();
        if (!plugin().manifest().capabilities().contains(capability)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "plugin " + id() + " lacks the capability " + capability.id());
        }
    }
}
