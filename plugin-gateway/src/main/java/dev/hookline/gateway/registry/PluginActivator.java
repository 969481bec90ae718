package dev.hookline.gateway.registry;

import dev.hookline.gateway.lifecycle.LifecycleFailure;
import dev.hookline.gateway.lifecycle.LifecycleHook;
import dev.hookline.gateway.lifecycle.LifecycleHooks;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.PluginTransition.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Switches plugins on and off. Doing again what is already done changes nothing. */
@ApplicationScoped
class PluginActivator {

    private final PluginTransitions transitions;
    private final LifecycleHooks hooks;
    private final DeliveryStarts starts;
    private final Rosters rosters;

    PluginActivator(
            PluginTransitions transitions,
            LifecycleHooks hooks,
            DeliveryStarts starts,
            Rosters rosters) {
        this.transitions = transitions;
        this.hooks = hooks;
        this.starts = starts;
        this.rosters = rosters;
    }

    /**
     * From the answer on, every event that is committed reaches the plugin. Services ask it as soon
     * as they have read the directory, usually some milliseconds later.
     */
    void activate(String pluginId, @Nullable Actor actor) {
        var claimed =
                transitions.begin(
                        pluginId,
                        Kind.ACTIVATE,
                        actor,
                        status -> status == PluginStatus.ACTIVE,
                        LifecycleHook.INSTALL,
                        LifecycleHook.ACTIVATE);
        if (claimed.isEmpty()) {
            return;
        }
        var failure = switchOn(claimed.get());
        if (failure.isPresent()) {
            transitions.fail(claimed.get(), failure.get());
            throw failure.get().asException();
        }
        rosters.reload();
    }

    /**
     * Prepares the plugin if that has not been done yet, and makes it active.
     *
     * @return why that cannot be; the transition is then still under way
     */
    Optional<LifecycleFailure> switchOn(ClaimedPlugin claimed) {
        var actor = claimed.claim().actor();
        try {
            if (!claimed.prepared()) {
                var failure = hooks.call(LifecycleHook.INSTALL, claimed.callee(), actor);
                if (failure.isPresent()) {
                    return failure;
                }
                transitions.prepared(claimed);
            }
            var failure = hooks.call(LifecycleHook.ACTIVATE, claimed.callee(), actor);
            if (failure.isPresent()) {
                return failure;
            }
            var ends = starts.currentEnds();
            transitions.complete(
                    claimed,
                    null,
                    (entity, now) -> {
                        entity.activate(now);
                        starts.store(entity.id, ends);
                    });
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new LifecycleFailure(claimed.plugin().id(), null, e.problem()));
        }
    }

    /** A plugin that objects is switched off all the same. */
    void deactivate(String pluginId, @Nullable Actor actor) {
        var claimed =
                transitions.begin(
                        pluginId,
                        Kind.DEACTIVATE,
                        actor,
                        status -> status != PluginStatus.ACTIVE,
                        LifecycleHook.DEACTIVATE);
        if (claimed.isEmpty()) {
            return;
        }
        var failure = hooks.call(LifecycleHook.DEACTIVATE, claimed.get().callee(), actor);
        transitions.complete(claimed.get(), failure.orElse(null), PluginEntity::deactivate);
        rosters.reload();
    }
}
