package dev.hookline.gateway.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;

/**
 * Switches plugins on and off, and removes them. Doing again what is already done changes nothing.
 */
@ApplicationScoped
class PluginActivator {

    private final PluginRepository plugins;
    private final DeliveryStarts starts;
    private final DirectoryAnnouncer directory;
    private final Rosters rosters;
    private final Event<PluginRemoved> removals;
    private final Clock clock;

    PluginActivator(
            PluginRepository plugins,
            DeliveryStarts starts,
            DirectoryAnnouncer directory,
            Rosters rosters,
            Event<PluginRemoved> removals,
            Clock clock) {
        this.plugins = plugins;
        this.starts = starts;
        this.directory = directory;
        this.rosters = rosters;
        this.removals = removals;
        this.clock = clock;
    }

    /**
     * From the answer on, every event that is committed reaches the plugin. Services ask it as soon
     * as they have read the directory, usually some milliseconds later.
     */
    void activate(String pluginId) {
        var ends = starts.currentEnds();
        change(
                pluginId,
                PluginStatus.ACTIVE,
                (entity, now) -> {
                    entity.activate(now);
                    starts.store(pluginId, ends);
                });
    }

    void deactivate(String pluginId) {
        change(pluginId, PluginStatus.INACTIVE, PluginEntity::deactivate);
    }

    /** Removes the plugin with its secrets and tokens, and what it has stored if asked. */
    void remove(String pluginId, boolean deleteData) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    var entity =
                            plugins.locked(pluginId)
                                    .orElseThrow(() -> PluginInstaller.unknown(pluginId));
                    removals.fire(new PluginRemoved(pluginId, deleteData));
                    plugins.delete(entity);
                    directory.announce(pluginId, revision);
                });
        rosters.reload();
    }

    private void change(
            String pluginId, PluginStatus wanted, BiConsumer<PluginEntity, Instant> transition) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    var entity =
                            plugins.locked(pluginId)
                                    .orElseThrow(() -> PluginInstaller.unknown(pluginId));
                    if (entity.status() == wanted) {
                        return;
                    }
                    transition.accept(entity, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    directory.announce(pluginId, revision);
                });
        rosters.reload();
    }
}
