package dev.hookline.gateway.registry;

import dev.hookline.gateway.lifecycle.LifecycleConfig;
import dev.hookline.gateway.lifecycle.LifecycleFailure;
import dev.hookline.gateway.lifecycle.LifecycleHook;
import dev.hookline.gateway.lifecycle.LifecycleHooks;
import dev.hookline.gateway.lifecycle.TransitionRecorder;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.PluginTransition;
import dev.hookline.schemas.plugin.PluginTransition.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes plugins from state to state without a transaction while the plugin is asked.
 *
 * <pre>
 *   begin ──► hooks are called ──► complete   new state, history, event, directory in one transaction
 *     │             │         └──► fail       former state
 *     │             └─ gateway dies ──► taken back by {@link AbandonedTransitions}
 *     └── another one under way: 409
 * </pre>
 */
@ApplicationScoped
class PluginTransitions {

    private static final Logger LOG = Logger.getLogger(PluginTransitions.class);

    private final PluginRepository plugins;
    private final DirectoryAnnouncer directory;
    private final TransitionRecorder recorder;
    private final LifecycleConfig config;
    private final Clock clock;

    PluginTransitions(
            PluginRepository plugins,
            DirectoryAnnouncer directory,
            TransitionRecorder recorder,
            LifecycleConfig config,
            Clock clock) {
        this.plugins = plugins;
        this.directory = directory;
        this.recorder = recorder;
        this.config = config;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A claim on a plugin, good for as long as these hooks may take. */
    PluginClaim claim(
            PluginTransition.Kind kind,
            @Nullable Actor actor,
            Manifest manifest,
            LifecycleHook... hooks) {
        var now = now();
        var until = now.plus(LifecycleHooks.longest(manifest, hooks)).plus(config.margin());
        return PluginClaim.of(kind, actor, now, until);
    }

    /**
     * Claims a plugin for a transition.
     *
     * @param done whether there is nothing to be done in the state in which the plugin is
     * @return empty when there is nothing to be done
     * @throws ProblemException 409 {@code transition-under-way}
     */
    Optional<ClaimedPlugin> begin(
            String pluginId,
            PluginTransition.Kind kind,
            @Nullable Actor actor,
            Predicate<PluginStatus> done,
            LifecycleHook... hooks) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    var entity = lockedAndFree(pluginId);
                    if (done.test(entity.status())) {
                        return Optional.empty();
                    }
                    var plugin = plugins.registered(entity, now());
                    var claim = claim(kind, actor, plugin.manifest(), hooks);
                    entity.begin(claim);
                    return Optional.of(new ClaimedPlugin(claim, plugin, entity.preparedAt != null));
                });
    }

    /** Locks a plugin that is in no transition; needs a transaction. */
    PluginEntity lockedAndFree(String pluginId) {
        var entity = plugins.locked(pluginId).orElseThrow(() -> PluginInstaller.unknown(pluginId));
        if (entity.isChanging()) {
            throw new ProblemException(
                    ProblemType.TRANSITION_UNDER_WAY,
                    "plugin " + pluginId + " is in the middle of " + entity.transition);
        }
        return entity;
    }

    /** Remembers that {@code plugin:install} has been answered: it is called once. */
    void prepared(ClaimedPlugin claimed) {
        QuarkusTransaction.requiringNew().run(() -> claimedEntity(claimed).preparedAt = now());
    }

    /**
     * Changes the plugin in the middle of a transition.
     *
     * @param change takes part in the transaction
     */
    void advance(ClaimedPlugin claimed, BiConsumer<PluginEntity, Instant> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    change.accept(claimedEntity(claimed), now());
                    directory.announce(claimed.plugin().id(), revision);
                });
    }

    /**
     * Ends a transition as wanted.
     *
     * @param change takes part in the transaction
     * @param failure of a hook that could not stop the transition, null for none
     */
    void complete(
            ClaimedPlugin claimed,
            @Nullable LifecycleFailure failure,
            BiConsumer<PluginEntity, Instant> change) {
        end(failure, storable -> completeWith(claimed, storable, change));
    }

    private void completeWith(
            ClaimedPlugin claimed,
            @Nullable LifecycleFailure failure,
            BiConsumer<PluginEntity, Instant> change) {
        advance(
                claimed,
                (entity, now) -> {
                    var isNew = claimed.claim().kind() == PluginTransition.Kind.INSTALL;
                    var from = isNew ? null : nameOf(entity.status());
                    change.accept(entity, now);
                    entity.endTransition();
                    note(entity, claimed.claim().kind(), failure, now);
                    record(claimed, Outcome.COMPLETED, from, nameOf(entity.status()), failure);
                });
    }

    /** Ends a transition in the former state; an abandoned one that was taken back stays so. */
    void fail(ClaimedPlugin claimed, LifecycleFailure failure) {
        end(failure, storable -> failWith(claimed, storable));
    }

    /**
     * Ends a transition, without the reason of its failure when the database does not take that: an
     * operator can always get rid of a plugin.
     *
     * @param ending ends it in a transaction of its own; called again after a failed transaction
     */
    void end(@Nullable LifecycleFailure failure, Consumer<@Nullable LifecycleFailure> ending) {
        try {
            ending.accept(failure);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            if (failure == null) {
                throw e;
            }
            LOG.errorf(
                    e,
                    "transition not stored, trying without its reason pluginId=%s",
                    failure.pluginId());
            ending.accept(failure.withoutReason());
        }
    }

    private void failWith(ClaimedPlugin claimed, @Nullable LifecycleFailure failure) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    var entity = claimedEntity(claimed);
                    var state = nameOf(entity.status());
                    entity.endTransition();
                    note(entity, claimed.claim().kind(), failure, now());
                    record(claimed, Outcome.FAILED, state, state, failure);
                });
    }

    private static void note(
            PluginEntity entity,
            PluginTransition.Kind kind,
            @Nullable LifecycleFailure failure,
            Instant now) {
        if (failure == null) {
            entity.forgetFailure();
        } else {
            entity.failed(kind, failure.hook(), failure.reason(), now);
        }
    }

    /** Locks a plugin of which the claim still holds; needs a transaction. */
    PluginEntity claimedEntity(ClaimedPlugin claimed) {
        var pluginId = claimed.plugin().id();
        return plugins.locked(pluginId)
                .filter(entity -> entity.isUnder(claimed.claim()))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemType.TRANSITION_UNDER_WAY,
                                "it took too long and was taken back: plugin " + pluginId));
    }

    /** Remembers and announces what became of a claimed plugin; needs a transaction. */
    void record(
            ClaimedPlugin claimed,
            Outcome outcome,
            @Nullable String from,
            @Nullable String to,
            @Nullable LifecycleFailure failure) {
        var claim = claimed.claim();
        recorder.record(
                new PluginTransition(
                        claimed.plugin().id(),
                        claimed.plugin().manifest().version(),
                        claim.kind(),
                        outcome,
                        from,
                        to,
                        failure == null ? null : failure.hook(),
                        failure == null ? null : failure.reason(),
                        claim.actor(),
                        claim.startedAt(),
                        now()));
    }

    static String nameOf(PluginStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
