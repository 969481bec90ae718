package dev.hookline.content.collection;

import dev.hookline.kit.idempotency.CreateOnce;
import dev.hookline.kit.idempotency.Created;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageParameters;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Collections over HTTP. */
@Path(CollectionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "collections", description = "What entries of one kind consist of")
class CollectionResource {

    static final String PATH = "/api/v1/collections";
    private static final String LIST = "collections";

    private final CollectionRows rows;
    private final CollectionRegistry registry;
    private final CollectionEditor editor;
    private final CreateOnce createOnce;
    private final Caller caller;

    CollectionResource(
            CollectionRows rows,
            CollectionRegistry registry,
            CollectionEditor editor,
            CreateOnce createOnce,
            Caller caller) {
        this.rows = rows;
        this.registry = registry;
        this.editor = editor;
        this.createOnce = createOnce;
        this.caller = caller;
    }

    static Created created(CollectionDefinition collection) {
        return new Created(
                CollectionView.of(collection),
                URI.create(PATH + '/' + collection.name()),
                collection.version());
    }

    @POST
    @Operation(summary = "Define a collection")
    @APIResponseSchema(value = CollectionView.class, responseCode = "201")
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable NewCollection collection) {
        var administrator = Permissions.of(caller).requireAdministrator();
        var wanted = required(collection);
        return createOnce.answer(
                key,
                administrator,
                PATH,
                wanted,
                completion -> created(editor.create(wanted, administrator, completion)));
    }

    @GET
    @Transactional
    @Operation(summary = "List the collections by name")
    public Page<CollectionView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Permissions.of(caller).requireReader();
        var page = PageParameters.of(limit, cursor);
        var after = cursor == null ? "" : Cursor.read(cursor, LIST, 1).values().getFirst();
        var found = rows.firstAfter(after, page.limit() + 1);
        var shown =
                found.stream()
                        .limit(page.limit())
                        .map(registry::definitionOf)
                        .map(CollectionView::of)
                        .toList();
        var next =
                found.size() > page.limit()
                        ? Cursor.after(LIST, List.of(shown.getLast().name())).encode()
                        : null;
        return new Page<>(shown, next);
    }

    @GET
    @Path("{collection}")
    @Transactional
    @Operation(summary = "Show a collection")
    @APIResponseSchema(CollectionView.class)
    public Response get(@PathParam("collection") String name, @Context Request request) {
        Permissions.of(caller).requireReader();
        var collection = registry.get(name);
        var unchanged = request.evaluatePreconditions(VersionTag.of(collection.version()));
        return unchanged == null ? answer(collection) : unchanged.build();
    }

    @PATCH
    @Path("{collection}")
    @Operation(summary = "Change a collection's label or fields")
    @APIResponseSchema(CollectionView.class)
    public Response change(
            @PathParam("collection") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable CollectionPatch patch) {
        var administrator = Permissions.of(caller).requireAdministrator();
        return answer(editor.change(name, required(patch), IfMatch.of(ifMatch), administrator));
    }

    @DELETE
    @Path("{collection}")
    @Operation(summary = "Delete a collection that has no entries")
    public void delete(
            @PathParam("collection") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var administrator = Permissions.of(caller).requireAdministrator();
        editor.delete(name, IfMatch.of(ifMatch), administrator);
    }

    private static Response answer(CollectionDefinition collection) {
        return Response.ok(CollectionView.of(collection))
                .tag(VersionTag.of(collection.version()))
                .build();
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a body is needed");
        }
        return body;
    }
}
