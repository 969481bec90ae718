package dev.hookline.gateway.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.plugin.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Tells every service of a plugin's change, through the outbox of the transaction that makes it.
 */
@ApplicationScoped
class DirectoryAnnouncer {

    private static final String TYPE = "hookline.plugin.changed";

    private final Outbox outbox;
    private final EventHeaders headers;
    private final ObjectMapper json;
    private final Clock clock;

    DirectoryAnnouncer(Outbox outbox, EventHeaders headers, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.headers = headers;
        this.json = json;
        this.clock = clock;
    }

    void announce(RegisteredPlugin plugin, long revision) {
        Manifest manifest = plugin.manifest();
        var entry =
                new DirectoryEntry(
                        manifest.id(),
                        manifest.version(),
                        plugin.isActive(),
                        plugin.trusted(),
                        manifest.delivery(),
                        revision,
                        plugin.isActive() ? plugin.effectiveHooks() : List.of());
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

    void announceRemoval(String pluginId) {
        outbox.append(OutboxEvent.tombstone(Topics.PLUGINS, pluginId, headersOf(pluginId)));
    }

    private Map<String, String> headersOf(String pluginId) {
        var id = UuidV7.at(clock.instant()).toString();
        return headers.of(id, TYPE, pluginId, SchemaUris.of(TYPE, "event"), null);
    }
}
