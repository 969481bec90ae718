package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The operator's way to install, switch and remove plugins. */
@Path("/api/v1/plugins")
@Tag(name = "Plugins")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class PluginsResource {

    /**
     * A fresh installation; secrets made for it are shown this once, those that the operator
     * brought along never.
     *
     * @param token for calls from the plugin to the platform
     * @param signingSecret with which the plugin checks that a call comes from the platform
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstalledView(
            PluginView plugin, @Nullable String token, @Nullable String signingSecret) {}

    private final PluginInstaller installer;
    private final PluginActivator activator;
    private final PluginRemover remover;
    private final PluginViews views;
    private final PushStops stops;
    private final Caller caller;

    PluginsResource(
            PluginInstaller installer,
            PluginActivator activator,
            PluginRemover remover,
            PluginViews views,
            PushStops stops,
            Caller caller) {
        this.installer = installer;
        this.activator = activator;
        this.remover = remover;
        this.views = views;
        this.stops = stops;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response install(
            @QueryParam("trusted") @DefaultValue("false") boolean trusted,
            @QueryParam("activate") @DefaultValue("true") boolean activate,
            JsonNode installation) {
        var installed =
                installer.install(
                        InstallationRequest.of(required(installation)),
                        trusted,
                        activate,
                        operator());
        return Response.created(URI.create("/api/v1/plugins/" + installed.pluginId()))
                .entity(
                        new InstalledView(
                                views.get(installed.pluginId()),
                                installed.credentials().tokenShown(),
                                installed.credentials().signingSecretShown()))
                .build();
    }

    @GET
    public Page<PluginView> list(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        return views.list(PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    public PluginView get(@RestPath String id) {
        return views.get(id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PluginView upgrade(@RestPath String id, JsonNode manifestOrUrl) {
        installer.upgrade(id, InstallationRequest.of(required(manifestOrUrl)), operator());
        return views.get(id);
    }

    @POST
    @Path("/{id}/activate")
    public PluginView activate(@RestPath String id) {
        activator.activate(id, operator());
        stops.resume(id);
        return views.get(id);
    }

    @POST
    @Path("/{id}/deactivate")
    public PluginView deactivate(@RestPath String id) {
        activator.deactivate(id, operator());
        return views.get(id);
    }

    @DELETE
    @Path("/{id}")
    public void remove(
            @RestPath String id,
            @QueryParam("deleteData") @DefaultValue("false") boolean deleteData) {
        remover.remove(id, deleteData, operator());
    }

    private @Nullable Actor operator() {
        return caller.actor().orElse(null);
    }

    private static JsonNode required(JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "a manifest or a url is expected");
        }
        return body;
    }
}
