package dev.hookline.gateway.fetch;

import dev.hookline.gateway.exchange.PlacesPerPlugin;
import dev.hookline.gateway.memory.OutgoingAnswers;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.schemas.hook.Capability;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
    private final OutgoingAnswers answers;
    private final MeterRegistry metrics;
    private final PlacesPerPlugin places;

    FetchResource(
            CallingPlugin plugin,
            Fetcher fetcher,
            FetchConfig config,
            OutgoingAnswers answers,
            MeterRegistry metrics) {
        this.plugin = plugin;
        this.fetcher = fetcher;
        this.config = config;
        this.answers = answers;
        this.metrics = metrics;
        this.places = new PlacesPerPlugin(config.concurrency(), "fetches");
    }

    @POST
    @Operation(summary = "Fetch a URL from a host that the plugin's manifest allows")
    public FetchAnswer fetch(@Nullable FetchRequest request, @Context RoutingContext received) {
        plugin.require(Capability.NETWORK_REQUEST);
        var order = FetchOrder.check(request, config);
        var rights = FetchRights.of(plugin.plugin().manifest());
        var place = places.take(rights.pluginId());
        // Not before the plugin has read the answer, which is in memory until then.
        received.addEndHandler(end -> place.close());
        var answer =
                metrics.timer("hookline.fetches", "plugin", rights.pluginId())
                        .record(() -> fetcher.fetch(rights, order));
        answers.hold(rights.pluginId(), answer.size());
        return answer;
    }
}
