package dev.hookline.gateway.registry;

import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Puts together what operators see of plugins, from the roster, the database and the health. */
@ApplicationScoped
class PluginViews {

    private final Rosters rosters;
    private final PluginRepository plugins;
    private final PluginHealths healths;
    private final PushStops stops;

    PluginViews(Rosters rosters, PluginRepository plugins, PluginHealths healths, PushStops stops) {
        this.rosters = rosters;
        this.plugins = plugins;
        this.healths = healths;
        this.stops = stops;
    }

    /**
     * One plugin.
     *
     * @throws ProblemException 404
     */
    PluginView get(String id) {
        if (!ManifestReader.ID.matcher(id).matches()) {
            throw PluginInstaller.unknown("of that name");
        }
        var roster = rosters.current();
        return roster.find(id)
                .map(plugin -> view(plugin, roster, changes(List.of(id))))
                .orElseThrow(() -> PluginInstaller.unknown(id));
    }

    /** Plugins in registration order; the cursor is the last one's id. */
    Page<PluginView> list(PageRequest page) {
        var roster = rosters.current();
        if (page.cursor() != null && roster.find(page.cursor()).isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "cursor: names no plugin of this list");
        }
        var found =
                roster.plugins().values().stream()
                        .dropWhile(plugin ->
                                page.cursor() != null && !plugin.id().equals(page.cursor()))
                        .skip(page.cursor() == null ? 0 : 1)
                        .limit(page.limit() + 1L)
                        .toList();
        var shown = found.stream().limit(page.limit()).toList();
        var changes = changes(shown.stream().map(RegisteredPlugin::id).toList());
        return new Page<>(
                shown.stream().map(plugin -> view(plugin, roster, changes)).toList(),
                found.size() <= page.limit() ? null : shown.getLast().id());
    }

    private PluginView view(
            RegisteredPlugin plugin, Roster roster, Map<String, ChangeView> changes) {
        var change = changes.getOrDefault(plugin.id(), ChangeView.NOTHING);
        return PluginView.of(plugin, roster, change, healths.view(plugin.id()))
                .with(stops.find(plugin.id()).orElse(null));
    }

    private Map<String, ChangeView> changes(List<String> ids) {
        return QuarkusTransaction.requiringNew().call(() -> plugins.changes(ids));
    }
}
