package dev.hookline.gateway.fetch;

import dev.hookline.gateway.exchange.PlacesPerPlugin;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.schemas.hook.Capability;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The member {@code http} of the plugin API. */
@Path("/plugin-api/v1/http/fetch")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ForPlugins
@RunOnVirtualThread
@Tag(name = "plugin api: http")
class FetchResource {

    private final CallingPlugin plugin;
    private final Fetcher fetcher;
    private final FetchConfig config;
    private final MeterRegistry metrics;
    private final PlacesPerPlugin places;

    FetchResource(
            CallingPlugin plugin, Fetcher fetcher, FetchConfig config, MeterRegistry metrics) {
        this.plugin = plugin;
        this.fetcher = fetcher;
        this.config = config;
        this.metrics = metrics;
        this.places = new PlacesPerPlugin(config.concurrency(), "fetches");
    }

    @POST
    @Operation(summary = "Fetch a URL from a host that the plugin's manifest allows")
    public FetchAnswer fetch(@Nullable FetchRequest request) {
        plugin.require(Capability.NETWORK_REQUEST);
        var order = FetchOrder.check(request, config);
        var rights = FetchRights.of(plugin.plugin().manifest());
        return places.within(
                rights.pluginId(),
                () ->
                        metrics.timer("hookline.fetches", "plugin", rights.pluginId())
                                .record(() -> fetcher.fetch(rights, order)));
    }
}
