package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Roster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;

/**
 * A plugin that was removed, switched off or moved begins anew: what was held against it is past.
 */
@ApplicationScoped
class HealthRenewal {

    private final PluginHealths healths;

    HealthRenewal(PluginHealths healths) {
        this.healths = healths;
    }

    void follow(@Observes Roster roster) {
        healths.retain(
                roster.plugins().values().stream()
                        .filter(RegisteredPlugin::isActive)
                        .collect(
                                Collectors.toMap(
                                        RegisteredPlugin::id,
                                        plugin -> plugin.manifest().endpoint())));
    }
}
