package dev.hookline.gateway.members;

import static dev.hookline.gateway.members.OwningService.MEDIA;

import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
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
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * The member {@code media}: requests and answers are the media service's own. Files pass through
 * without ever being held as a whole.
 */
@Path(MediaMember.PATH)
@ForPlugins
@RunOnVirtualThread
@Tag(name = "Plugin API")
class MediaMember {

    static final String PATH = "/plugin-api/v1/media";

    private static final Logger LOG = Logger.getLogger(MediaMember.class);
    private static final String FILES = "/media";

    private final CallingPlugin plugin;
    private final ServiceCaller services;
    private final TransferLimits limits;

    MediaMember(CallingPlugin plugin, ServiceCaller services, TransferLimits limits) {
        this.plugin = plugin;
        this.services = services;
        this.limits = limits;
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

    @GET
    @Path("{id}/{filename}")
    @Operation(summary = "Read a file's bytes, or some of them; parameters as of its url")
    public Response read(
            @PathParam("id") String id,
            @PathParam("filename") String filename,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context RoutingContext received) {
        plugin.require(Capability.MEDIA_READ);
        var path = FILES + '/' + new Segment(id) + '/' + new FileName(filename);
        return services.stream(
                MemberCall.outsideTheApi(MEDIA, path, Role.VIEWER)
                        .withQuery(uri.getRequestUri().getRawQuery())
                        .withHeaders(headers),
                received,
                limits::timeFor);
    }

    @POST
    @CausesEvents
    @Operation(summary = "Upload a file, multipart with the part file")
    public Response upload(@Context HttpHeaders headers, InputStream multipart) {
        plugin.require(Capability.MEDIA_WRITE);
        var length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        var call =
                MemberCall.writing(MEDIA, HttpMethod.POST, FILES, Role.EDITOR, new byte[0])
                        .withHeaders(headers);
        try {
            var file = services.upload(call, multipart, length, limits.timeFor(length));
            return ServiceAnswers.orMissingApi(MEDIA, file);
        } catch (IOException brokenOff) {
            LOG.debugf(brokenOff, "upload broken off pluginId=%s", plugin.id());
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "the upload was broken off before its end");
        }
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @CausesEvents
    @Operation(summary = "Change what is said of a file: alt text and caption")
    public Response change(@PathParam("id") String id, @Context HttpHeaders headers, byte[] patch) {
        plugin.require(Capability.MEDIA_WRITE);
        return services.call(
                MemberCall.writing(
                                MEDIA,
                                HttpMethod.PATCH,
                                FILES + '/' + new Segment(id),
                                Role.EDITOR,
                                patch)
                        .withHeaders(headers));
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
