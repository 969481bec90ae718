package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The operator's way to install, switch and remove plugins. */
@Path("/api/v1/plugins")
@Tag(name = "Plugins")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class PluginsResource {

    /**
     * A fresh installation; both secrets are shown this once.
     *
     * @param token for calls from the plugin to the platform
     * @param signingSecret with which the plugin checks that a call comes from the platform
     */
    record InstalledView(PluginView plugin, String token, String signingSecret) {}

    private final PluginInstaller installer;
    private final PluginActivator activator;
    private final Rosters rosters;
    private final PushStops stops;
    private final PluginHealths healths;

    PluginsResource(
            PluginInstaller installer,
            PluginActivator activator,
            Rosters rosters,
            PushStops stops,
            PluginHealths healths) {
        this.installer = installer;
        this.activator = activator;
        this.rosters = rosters;
        this.stops = stops;
        this.healths = healths;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response install(
            @QueryParam("trusted") @DefaultValue("false") boolean trusted,
            @QueryParam("activate") @DefaultValue("true") boolean activate,
            JsonNode manifestOrUrl) {
        var installed = installer.install(required(manifestOrUrl), trusted, activate);
        return Response.created(URI.create("/api/v1/plugins/" + installed.pluginId()))
                .entity(
                        new InstalledView(
                                view(installed.pluginId()),
                                installed.token().text(),
                                installed.signingSecret().text()))
                .build();
    }

    @GET
    public Page<PluginView> list(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        var page = PageRequest.of(limit, cursor);
        var roster = rosters.current();
        var found =
                roster.plugins().values().stream()
                        .dropWhile(plugin ->
                                page.cursor() != null && !plugin.id().equals(page.cursor()))
                        .skip(page.cursor() == null ? 0 : 1)
                        .limit(page.limit() + 1L)
                        .map(plugin -> view(plugin, roster))
                        .toList();
        if (page.cursor() != null && roster.find(page.cursor()).isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "cursor: names no plugin of this list");
        }
        return pageOf(found, page.limit());
    }

    private static Page<PluginView> pageOf(List<PluginView> found, int limit) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), found.get(limit - 1).id());
    }

    @GET
    @Path("/{id}")
    public PluginView get(@RestPath String id) {
        return view(id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PluginView upgrade(@RestPath String id, JsonNode manifestOrUrl) {
        installer.upgrade(id, required(manifestOrUrl));
        return view(id);
    }

    @POST
    @Path("/{id}/activate")
    public PluginView activate(@RestPath String id) {
        activator.activate(id);
        stops.resume(id);
        return view(id);
    }

    @POST
    @Path("/{id}/deactivate")
    public PluginView deactivate(@RestPath String id) {
        activator.deactivate(id);
        return view(id);
    }

    @DELETE
    @Path("/{id}")
    public void remove(
            @RestPath String id,
            @QueryParam("deleteData") @DefaultValue("false") boolean deleteData) {
        activator.remove(id, deleteData);
    }

    private PluginView view(String id) {
        var roster = rosters.current();
        if (!ManifestReader.ID.matcher(id).matches()) {
            throw PluginInstaller.unknown("of that name");
        }
        return roster.find(id)
                .map(plugin -> view(plugin, roster))
                .orElseThrow(() -> PluginInstaller.unknown(id));
    }

    private static JsonNode required(JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "a manifest or a url is expected");
        }
        return body;
    }

    private PluginView view(RegisteredPlugin plugin, Roster roster) {
        return PluginView.of(plugin, roster, healths.view(plugin.id()))
                .with(stops.find(plugin.id()).orElse(null));
    }
}
