package dev.hookline.gateway.registry;

import dev.hookline.gateway.lifecycle.LifecycleFailure;
import dev.hookline.gateway.lifecycle.LifecycleHook;
import dev.hookline.gateway.lifecycle.LifecycleHooks;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.PluginTransition.Kind;
import dev.hookline.schemas.plugin.PluginTransition.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes plugins, whether they agree or not.
 *
 * <pre>
 *   active? ──► plugin:deactivate ──► inactive ──► plugin:uninstall ──► row, secrets, and data if asked: gone
 *                                                  (its token still works)
 * </pre>
 */
@ApplicationScoped
class PluginRemover {

    private final PluginTransitions transitions;
    private final PluginRepository plugins;
    private final KeptData kept;
    private final LifecycleHooks hooks;
    private final DirectoryAnnouncer directory;
    private final Rosters rosters;
    private final Event<PluginRemoved> removals;

    PluginRemover(
            PluginTransitions transitions,
            PluginRepository plugins,
            KeptData kept,
            LifecycleHooks hooks,
            DirectoryAnnouncer directory,
            Rosters rosters,
            Event<PluginRemoved> removals) {
        this.transitions = transitions;
        this.plugins = plugins;
        this.kept = kept;
        this.hooks = hooks;
        this.directory = directory;
        this.rosters = rosters;
        this.removals = removals;
    }

    /** Removes the plugin with its secrets and tokens, and what it has stored if asked. */
    void remove(String pluginId, boolean deleteData, @Nullable Actor actor) {
        var claimed =
                transitions
                        .begin(
                                pluginId,
                                Kind.UNINSTALL,
                                actor,
                                status -> false,
                                LifecycleHook.DEACTIVATE,
                                LifecycleHook.UNINSTALL)
                        .orElseThrow();
        Optional<LifecycleFailure> failure = Optional.empty();
        if (claimed.plugin().isActive()) {
            failure = hooks.call(LifecycleHook.DEACTIVATE, claimed.callee(), actor);
            transitions.advance(claimed, PluginEntity::deactivate);
            rosters.reload();
        }
        // Without plugin:install there is nothing to be undone.
        if (claimed.prepared()) {
            var second = hooks.callUninstall(claimed.callee(), deleteData, actor);
            failure = second.isPresent() ? second : failure;
        }
        transitions.end(failure.orElse(null), reason -> complete(claimed, deleteData, reason));
        rosters.reload();
    }

    private void complete(
            ClaimedPlugin claimed, boolean deleteData, @Nullable LifecycleFailure reason) {
        var pluginId = claimed.plugin().id();
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    delete(transitions.claimedEntity(claimed), deleteData);
                    kept.note(pluginId, deleteData, transitions.now());
                    transitions.record(
                            claimed,
                            Outcome.COMPLETED,
                            PluginTransitions.nameOf(claimed.plugin().status()),
                            null,
                            reason);
                    directory.announce(pluginId, revision);
                });
    }

    /**
     * Undoes an installation that did not come to its end. What an earlier installation left behind
     * on purpose stays. Needs a transaction that holds the revision.
     */
    void takeBackInstallation(PluginEntity entity) {
        delete(entity, !kept.isKept(entity.id));
    }

    private void delete(PluginEntity entity, boolean deleteData) {
        removals.fire(new PluginRemoved(entity.id, deleteData));
        plugins.delete(entity);
        plugins.flush();
    }
}
