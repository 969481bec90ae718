package dev.hookline.gateway.registry;

import dev.hookline.gateway.lifecycle.TransitionRecorder;
import dev.hookline.schemas.plugin.PluginTransition;
import dev.hookline.schemas.plugin.PluginTransition.Kind;
import dev.hookline.schemas.plugin.PluginTransition.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Takes back transitions whose gateway died: an installation is undone as a whole, everything else
 * ends in the state in which the plugin is.
 */
@ApplicationScoped
class AbandonedTransitions {

    private static final String REASON = "the gateway ended in the middle of it";

    private final PluginTransitions transitions;
    private final PluginRepository plugins;
    private final PluginRemover remover;
    private final DirectoryAnnouncer directory;
    private final TransitionRecorder recorder;
    private final Rosters rosters;
    private volatile boolean stopping;

    AbandonedTransitions(
            PluginTransitions transitions,
            PluginRepository plugins,
            PluginRemover remover,
            DirectoryAnnouncer directory,
            TransitionRecorder recorder,
            Rosters rosters) {
        this.transitions = transitions;
        this.plugins = plugins;
        this.remover = remover;
        this.directory = directory;
        this.recorder = recorder;
        this.rosters = rosters;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void takeBack() {
        if (stopping) {
            return;
        }
        var abandoned =
                QuarkusTransaction.requiringNew().call(() -> plugins.abandoned(transitions.now()));
        abandoned.forEach(
                pluginId -> QuarkusTransaction.requiringNew().run(() -> takeBack(pluginId)));
        if (!abandoned.isEmpty()) {
            rosters.reload();
        }
    }

    private void takeBack(String pluginId) {
        long revision = plugins.nextRevision();
        var now = transitions.now();
        // Another replica may have been faster.
        plugins.locked(pluginId)
                .filter(entity -> entity.isAbandoned(now))
                .ifPresent(entity -> {
                    takeBack(entity, now);
                    directory.announce(pluginId, revision);
                });
    }

    private void takeBack(PluginEntity entity, Instant now) {
        var kind = Kind.valueOf(Objects.requireNonNull(entity.transition).toUpperCase(Locale.ROOT));
        var state = PluginTransitions.nameOf(entity.status());
        var version = plugins.registered(entity, now).manifest().version();
        boolean undone = kind == Kind.INSTALL;
        recorder.record(
                new PluginTransition(
                        entity.id,
                        version,
                        kind,
                        Outcome.ABANDONED,
                        undone ? null : state,
                        undone ? null : state,
                        null,
                        REASON,
                        null,
                        Objects.requireNonNull(entity.transitionStartedAt),
                        now));
        entity.endTransition();
        entity.failed(kind, null, REASON, now);
        if (undone) {
            remover.takeBackInstallation(entity);
        }
    }
}
