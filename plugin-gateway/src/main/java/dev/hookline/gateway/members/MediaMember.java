package dev.hookline.gateway.members;

import static dev.hookline.gateway.members.OwningService.MEDIA;

import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.identity.Role;
import dev.hookline.schemas.hook.Capability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The member {@code media}: requests and answers are the media service's own. */
@Path("/plugin-api/v1/media")
@ForPlugins
@RunOnVirtualThread
@Tag(name = "Plugin API")
class MediaMember {

    private static final String FILES = "/media";

    private final CallingPlugin plugin;
    private final ServiceCaller services;

    MediaMember(CallingPlugin plugin, ServiceCaller services) {
        this.plugin = plugin;
        this.services = services;
    }

    @GET
    @Operation(summary = "List files")
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        plugin.require(Capability.MEDIA_READ);
        var files =
                services.call(
                        MemberCall.reading(MEDIA, FILES, Role.VIEWER)
                                .withQuery(uri.getRequestUri().getRawQuery())
                                .withHeaders(headers));
        return ServiceAnswers.orMissingApi(MEDIA, files);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show what is known of a file")
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
        plugin.require(Capability.MEDIA_READ);
        return services.call(
                MemberCall.reading(MEDIA, FILES + '/' + new Segment(id), Role.VIEWER)
                        .withHeaders(headers));
    }

    @POST
    @CausesEvents
    @Operation(summary = "Upload a file, multipart with the part file")
    public Response upload(@Context HttpHeaders headers, byte[] multipart) {
        plugin.require(Capability.MEDIA_WRITE);
        var file =
                services.call(
                        MemberCall.writing(MEDIA, HttpMethod.POST, FILES, Role.EDITOR, multipart)
                                .withHeaders(headers));
        return ServiceAnswers.orMissingApi(MEDIA, file);
    }

    @DELETE
    @Path("{id}")
    @CausesEvents
    @Operation(summary = "Delete a file")
    public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
        plugin.require(Capability.MEDIA_WRITE);
        return services.call(
                MemberCall.writing(
                                MEDIA,
                                HttpMethod.DELETE,
                                FILES + '/' + new Segment(id),
                                Role.EDITOR,
                                new byte[0])
                        .withHeaders(headers));
    }
}
