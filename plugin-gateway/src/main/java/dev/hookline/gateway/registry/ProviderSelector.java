package dev.hookline.gateway.registry;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Lets the operator choose who provides an exclusive hook. */
@ApplicationScoped
class ProviderSelector {

    private final PluginRepository plugins;
    private final ProviderTable table;
    private final DirectoryAnnouncer directory;
    private final Rosters rosters;
    private final Clock clock;

    ProviderSelector(
            PluginRepository plugins,
            ProviderTable table,
            DirectoryAnnouncer directory,
            Rosters rosters,
            Clock clock) {
        this.plugins = plugins;
        this.table = table;
        this.directory = directory;
        this.rosters = rosters;
        this.clock = clock;
    }

    /**
     * Selects a provider.
     *
     * @param pluginId null for nobody, which holds as long as any plugin offers the hook
     * @throws ProblemException 409 {@code conflict} when the plugin does not offer the hook now
     */
    void select(String hook, @Nullable String pluginId) {
        QuarkusTransaction.requiringNew().run(() -> change(hook, pluginId));
        rosters.reload();
    }

    private void change(String hook, @Nullable String pluginId) {
        long revision = plugins.nextRevision();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var roster = plugins.roster(revision, now);
        if (pluginId != null && !offers(roster, hook, pluginId)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "plugin " + pluginId + " is no active provider of " + hook);
        }
        table.select(hook, pluginId, now);
        var former = roster.provider(hook).map(Handler::pluginId);
        former.ifPresent(id -> directory.announce(id, revision));
        if (pluginId != null && !former.filter(pluginId::equals).isPresent()) {
            directory.announce(pluginId, revision);
        }
    }

    private static boolean offers(Roster roster, String hook, String pluginId) {
        return roster.providers(hook).stream()
                .anyMatch(handler -> handler.pluginId().equals(pluginId));
    }
}
