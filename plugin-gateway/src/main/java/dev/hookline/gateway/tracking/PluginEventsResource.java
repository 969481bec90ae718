package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.schemas.event.TrackedEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tracked events of plugins: each plugin publishes the types that its manifest registers. */
@Path("/plugin-api/v1/events")
@Tag(name = "Plugin API")
@ForPlugins
@CausesEvents
@RunOnVirtualThread
class PluginEventsResource {

    private final EventTracker tracker;
    private final CallingPlugin plugin;

    PluginEventsResource(EventTracker tracker, CallingPlugin plugin) {
        this.tracker = tracker;
        this.plugin = plugin;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public TrackedEvent track(
            @HeaderParam("Idempotency-Key") String idempotencyKey, JsonNode event) {
        plugin.requireActivation();
        return tracker.track(new Publisher.Plugin(plugin.id()), event, idempotencyKey);
    }
}
