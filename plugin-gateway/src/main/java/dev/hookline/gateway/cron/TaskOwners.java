package dev.hookline.gateway.cron;

import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Rosters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose tasks run at present. */
@ApplicationScoped
class TaskOwners {

    private final Rosters rosters;

    TaskOwners(Rosters rosters) {
        this.rosters = rosters;
    }

    /** Ids of the active plugins that take the hook, as far as this replica knows. */
    Set<String> active() {
        return rosters.current().plugins().values().stream()
                .filter(plugin -> plugin.isActive() && CronHook.isTakenBy(plugin))
                .map(RegisteredPlugin::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
