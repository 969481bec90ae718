package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryView;
import dev.hookline.kit.id.Ulid;
import dev.hookline.kit.idempotency.CreateOnce;
import dev.hookline.kit.idempotency.Created;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Creating, changing and restoring entries over HTTP. */
@Path(SavingResource.PATH + "{collection}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "entries", description = "What is published, and what is about to be")
class SavingResource {

    static final String PATH = "/api/v1/content/";

    private final EntrySaver saver;
    private final CreateOnce createOnce;
    private final Caller caller;
    private final Clock clock;

    SavingResource(EntrySaver saver, CreateOnce createOnce, Caller caller, Clock clock) {
        this.saver = saver;
        this.createOnce = createOnce;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create an entry as a draft")
    @APIResponseSchema(value = EntryView.class, responseCode = "201")
    public Response create(
            @PathParam("collection") String collection,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable NewEntry entry) {
        var permissions = Permissions.of(caller);
        var actor = permissions.requireAuthor();
        var wanted = required(entry);
        var request =
                new SaveRequest.Creation(
                        new EntryKey(collection, idOf(wanted)),
                        wanted.slug(),
                        dataOf(wanted.data()));
        return createOnce.answer(
                key,
                actor,
                PATH + collection,
                wanted,
                completion ->
                        created(
                                saver.save(
                                        request,
                                        permissions,
                                        view -> completion.completed(created(view)))));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change some fields of an entry")
    @APIResponseSchema(EntryView.class)
    public Response change(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable EntryPatch patch) {
        var wanted = required(patch);
        return save(
                new SaveRequest.Change(
                        new EntryKey(collection, id),
                        IfMatch.of(ifMatch),
                        wanted.slug(),
                        dataOf(wanted.data())));
    }

    @POST
    @Path("{id}/revisions/{revision}/restore")
    @Operation(summary = "Save what an earlier revision stored")
    @APIResponseSchema(EntryView.class)
    public Response restoreRevision(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("revision") int revision,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return save(
                new SaveRequest.RevisionRestoring(
                        new EntryKey(collection, id), IfMatch.of(ifMatch), revision));
    }

    @POST
    @Path("{id}/restore")
    @Operation(summary = "Bring an entry back from the trash, as a draft")
    @APIResponseSchema(EntryView.class)
    public Response restore(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return save(
                new SaveRequest.TrashRestoring(new EntryKey(collection, id), IfMatch.of(ifMatch)));
    }

    private Response save(SaveRequest request) {
        var view = saver.save(request, Permissions.of(caller), unnoticed -> {});
        return Response.ok(view).tag(VersionTag.of(view.version())).build();
    }

    private String idOf(NewEntry entry) {
        var id = entry.id();
        if (id == null) {
            return Ulid.at(clock.instant());
        }
        if (!EntryKey.isId(id)) {
            throw ProblemException.invalid(
                    "id", "must be a letter or digit followed by at most 63 of these, - and _");
        }
        return id;
    }

    private static Created created(EntryView view) {
        var item = view.item();
        return new Created(
                view, URI.create(PATH + item.collection() + '/' + item.id()), view.version());
    }

    private static ObjectNode dataOf(@Nullable ObjectNode data) {
        return Objects.requireNonNullElseGet(data, JsonNodeFactory.instance::objectNode);
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a body is needed");
        }
        return body;
    }
}
