package dev.hookline.gateway.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.plugin.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells every service of a plugin's change, through the outbox of the transaction that makes it.
 * All plugins are announced each time, and a roster that names them: what somebody else removed
 * from the topic comes back, and a service can tell that it knows all plugins.
 */
@ApplicationScoped
class DirectoryAnnouncer {

    private static final String TYPE = "hookline.plugin.changed";

    private final PluginRepository plugins;
    private final ProviderSelections providers;
    private final Outbox outbox;
    private final EventHeaders headers;
    private final ObjectMapper json;
    private final Clock clock;

    DirectoryAnnouncer(
            PluginRepository plugins,
            ProviderSelections providers,
            Outbox outbox,
            EventHeaders headers,
            ObjectMapper json,
            Clock clock) {
        this.plugins = plugins;
        this.providers = providers;
        this.outbox = outbox;
        this.headers = headers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Announces what became of a plugin, and all others: a change of one can make another the
     * provider of an exclusive hook.
     *
     * @param revision of the change, which the transaction holds until its end
     */
    void announce(String changedId, long revision) {
        plugins.flush();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        providers.settle(plugins.roster(revision, now), now);
        var roster = plugins.roster(revision, now);
        if (roster.find(changedId).isEmpty()) {
            appendRemoval(changedId, revision);
        }
        announce(roster);
    }

    /** Announces every plugin once more. */
    int announceAll(long revision) {
        var roster = plugins.roster(revision, clock.instant());
        announce(roster);
        return roster.plugins().size();
    }

    /** The plugins first: until the roster arrives, its predecessor is complete. */
    private void announce(Roster roster) {
        roster.plugins().values().forEach(plugin -> append(plugin, roster));
        var attributes = headersOf(DirectoryEntry.ROSTER);
        attributes.put(
                CloudEventHeaders.DIRECTORY_PLUGINS,
                String.join(",", new TreeSet<>(roster.plugins().keySet())));
        append(DirectoryEntry.ROSTER, attributes, DirectoryEntry.roster(roster.revision()));
    }

    private void append(RegisteredPlugin plugin, Roster roster) {
        Manifest manifest = plugin.manifest();
        var entry =
                new DirectoryEntry(
                        manifest.id(),
                        manifest.version(),
                        plugin.isActive(),
                        plugin.trusted(),
                        manifest.delivery(),
                        roster.revision(),
                        plugin.isActive() ? plugin.effectiveHooks() : List.of(),
                        roster.selectedFor(manifest.id()));
        append(plugin.id(), headersOf(plugin.id()), entry);
    }

    private void append(String key, Map<String, String> attributes, DirectoryEntry entry) {
        try {
            outbox.append(
                    new OutboxEvent(
                            Topics.PLUGINS, key, attributes, json.writeValueAsBytes(entry)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a directory entry is always JSON", e);
        }
    }

    private void appendRemoval(String pluginId, long revision) {
        var attributes = headersOf(pluginId);
        // Without it a late entry of the plugin could not be told from a new installation.
        attributes.put(CloudEventHeaders.DIRECTORY_REVISION, String.valueOf(revision));
        outbox.append(OutboxEvent.tombstone(Topics.PLUGINS, pluginId, attributes));
    }

    private Map<String, String> headersOf(String pluginId) {
        var id = UuidV7.at(clock.instant()).toString();
        return headers.of(id, TYPE, pluginId, SchemaUris.of(TYPE, "event"), null);
    }
}
