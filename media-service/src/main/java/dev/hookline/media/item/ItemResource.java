package dev.hookline.media.item;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is known of files over HTTP. */
@Path("/api/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "media")
class ItemResource {

    private final MediaItems items;
    private final ItemViews views;

    ItemResource(MediaItems items, ItemViews views) {
        this.items = items;
        this.views = views;
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show what is known of a file")
    @APIResponseSchema(ItemView.class)
    public Response get(@PathParam("id") String id, @Context Request request) {
        var item = items.find(id).orElseThrow(() -> notFound(id));
        var tag = VersionTag.of(item.version());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged == null ? Response.ok(views.of(item)) : unchanged;
        return answer.tag(tag).build();
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("there is no file " + id);
    }
}
