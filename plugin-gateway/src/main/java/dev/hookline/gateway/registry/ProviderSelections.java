package dev.hookline.gateway.registry;

import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Keeps the selected providers right whenever plugins change. Works in the transaction of the
 * change, which holds the directory's revision, so that no two changes choose at once.
 */
@ApplicationScoped
class ProviderSelections {

    private static final Logger LOG = Logger.getLogger(ProviderSelections.class);

    private final ProviderTable table;

    ProviderSelections(ProviderTable table) {
        this.table = table;
    }

    static List<String> exclusiveHooks() {
        return HookCatalogue.all().stream()
                .filter(hook -> hook.mode() == HookMode.EXCLUSIVE)
                .map(HookDefinition::name)
                .toList();
    }

    /**
     * Chooses anew for every exclusive hook.
     *
     * @param plugins as they stand after the change
     * @return ids of the plugins that are now selected for something else than before
     */
    TreeSet<String> settle(Roster plugins, Instant now) {
        var before = table.selected();
        var leftEmpty = table.leftEmpty();
        var after = new HashMap<String, String>();
        for (var hook : exclusiveHooks()) {
            var offering = plugins.providers(hook).stream().map(Handler::pluginId).toList();
            var selected = before.get(hook);
            var choice = ProviderChoice.of(selected, leftEmpty.contains(hook), offering);
            choice.ifPresent(pluginId -> after.put(hook, pluginId));
            if (offering.isEmpty() || (selected != null && choice.isEmpty())) {
                table.forget(hook);
            }
            if (!Objects.equals(selected, choice.orElse(null))) {
                choice.ifPresent(pluginId -> table.select(hook, pluginId, now));
                LOG.infof("provider selected hook=%s pluginId=%s", hook, choice.orElse("none"));
            }
        }
        return difference(before, after);
    }

    private static TreeSet<String> difference(
            Map<String, String> before, Map<String, String> after) {
        var changed = new TreeSet<String>();
        for (var hook : exclusiveHooks()) {
            if (!Objects.equals(before.get(hook), after.get(hook))) {
                if (before.get(hook) != null) {
                    changed.add(before.get(hook));
                }
                if (after.get(hook) != null) {
                    changed.add(after.get(hook));
                }
            }
        }
        return changed;
    }
}
