package dev.hookline.media.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.ListTurns;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageParameters;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is known of files over HTTP. */
@Path("/api/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "media")
class ItemResource {

    private final MediaItems items;
    private final ItemEditor editor;
    private final ItemViews views;
    private final ListTurns turns;
    private final Caller caller;

    ItemResource(
            MediaItems items, ItemEditor editor, ItemViews views, ListTurns turns, Caller caller) {
        this.items = items;
        this.turns = turns;
        this.editor = editor;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List files, the newest first")
    public Page<ItemView> list(
            @Parameter(description = "a media type, or its beginning: image/") @QueryParam("type")
                    @Nullable String type,
            @Parameter(description = "part of the file name") @QueryParam("q")
                    @Nullable String text,
            @Parameter(description = "1 to 100, 50 by default") @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(description = "nextCursor of a page") @QueryParam("cursor")
                    @Nullable String cursor) {
        Permissions.of(caller).requireReader();
        var page = PageParameters.of(limit, cursor);
        var filter = ItemFilter.of(type, text);
        var list = filter.list();
        var wanted =
                cursor == null
                        ? filter
                        : filter.before(Cursor.read(cursor, list, 1).values().getFirst());
        var found = turns.take(() -> items.newest(wanted, page.limit() + 1));
        var shown = found.stream().limit(page.limit()).map(views::of).toList();
        var next =
                found.size() > page.limit()
                        ? Cursor.after(list, List.of(shown.getLast().id())).encode()
                        : null;
        return new Page<>(shown, next);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Show what is known of a file",
            description = "Whoever has the id can see it, as they can see the bytes.")
    @APIResponseSchema(ItemView.class)
    public Response get(@PathParam("id") String id, @Context Request request) {
        var item = items.find(id).orElseThrow(ItemEditor::notFound);
        var tag = VersionTag.of(item.version());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged == null ? Response.ok(views.of(item)) : unchanged;
        return answer.tag(tag).build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Change a file's name or what is written about it",
            description = "Plugins of media:beforeUpload are asked about a new name.")
    @APIResponseSchema(ItemView.class)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = PatchSchema.class)))
                    @Nullable ObjectNode patch) {
        var permissions = Permissions.of(caller);
        permissions.requireAuthor();
        if (patch == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a body is needed");
        }
        var item = editor.change(id, new ItemPatch(patch), IfMatch.of(ifMatch), permissions);
        return Response.ok(views.of(item)).tag(VersionTag.of(item.version())).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a file, and its bytes once nothing else uses them")
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        editor.delete(id, IfMatch.of(ifMatch), Permissions.of(caller));
    }
}
