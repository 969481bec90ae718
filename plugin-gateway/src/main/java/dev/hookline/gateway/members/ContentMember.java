package dev.hookline.gateway.members;

import static dev.hookline.gateway.members.OwningService.CONTENT;

import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.identity.Role;
import dev.hookline.schemas.hook.Capability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The member {@code content}: requests and answers are the content service's own. What a plugin
 * writes passes through the hooks like anybody's. Publishing and deleting for ever are not a
 * plugin's.
 */
@Path("/plugin-api/v1/content/{collection}")
@ForPlugins
@RunOnVirtualThread
@Tag(name = "Plugin API")
class ContentMember {

    private final CallingPlugin plugin;
    private final ServiceCaller services;

    ContentMember(CallingPlugin plugin, ServiceCaller services) {
        this.plugin = plugin;
        this.services = services;
    }

    @GET
    @Operation(
            summary = "List entries, drafts included; parameters as the content service has them")
    public Response list(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        plugin.require(Capability.CONTENT_READ);
        return services.call(
                MemberCall.reading(CONTENT, pathOf(collection), Role.VIEWER)
                        .withQuery(uri.getRequestUri().getRawQuery())
                        .withHeaders(headers));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show an entry")
    public Response get(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context HttpHeaders headers) {
        plugin.require(Capability.CONTENT_READ);
        return services.call(
                MemberCall.reading(CONTENT, pathOf(collection, id), Role.VIEWER)
                        .withHeaders(headers));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CausesEvents
    @Operation(summary = "Create an entry as a draft")
    public Response create(
            @PathParam("collection") String collection,
            @Context HttpHeaders headers,
            byte[] entry) {
        return write(HttpMethod.POST, pathOf(collection), headers, entry);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @CausesEvents
    @Operation(summary = "Change some fields of an entry")
    public Response change(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            byte[] patch) {
        return write(HttpMethod.PATCH, pathOf(collection, id), headers, patch);
    }

    @DELETE
    @Path("{id}")
    @CausesEvents
    @Operation(summary = "Move an entry to the trash")
    public Response delete(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context HttpHeaders headers) {
        return write(HttpMethod.DELETE, pathOf(collection, id), headers, new byte[0]);
    }

    private Response write(HttpMethod method, String path, HttpHeaders headers, byte[] body) {
        plugin.require(Capability.CONTENT_WRITE);
        return services.call(
                MemberCall.writing(CONTENT, method, path, Role.EDITOR, body).withHeaders(headers));
    }

    private static String pathOf(String collection) {
        return "/content/" + new Segment(collection);
    }

    private static String pathOf(String collection, String id) {
        return pathOf(collection) + '/' + new Segment(id);
    }
}
