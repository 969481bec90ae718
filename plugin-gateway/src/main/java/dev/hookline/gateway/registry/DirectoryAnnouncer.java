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

/**
 * Tells every service of a plugin's change, through the outbox of the transaction that makes it. A
 * change of one plugin can make another the provider of an exclusive hook; both are announced.
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
     * Announces what became of a plugin and of whoever is affected by that.
     *
     * @param revision of the change, which the transaction holds until its end
     */
    void announce(String changedId, long revision) {
        plugins.flush();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var announced = providers.settle(plugins.roster(revision, now), now);
        announced.add(changedId);
        var roster = plugins.roster(revision, now);
        announced.forEach(pluginId ->
                roster.find(pluginId)
                        .ifPresentOrElse(
                                plugin -> append(plugin, roster),
                                () -> appendRemoval(pluginId, revision)));
    }

    /** Announces every plugin anew. */
    int announceAll(long revision) {
        var roster = plugins.roster(revision, clock.instant());
        roster.plugins().values().forEach(plugin -> append(plugin, roster));
        return roster.plugins().size();
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
        try {
            outbox.append(
                    new OutboxEvent(
                            Topics.PLUGINS,
                            plugin.id(),
                            headersOf(plugin.id()),
                            json.writeValueAsBytes(entry)));
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
