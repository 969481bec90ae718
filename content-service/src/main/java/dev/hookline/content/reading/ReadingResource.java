package dev.hookline.content.reading;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryView;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.ListTurns;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reading entries over HTTP: live copies for everybody, working copies for those who write. */
@Path("/api/v1/content/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "entries")
class ReadingResource {

    private final EntryReader reader;
    private final ListTurns turns;
    private final Caller caller;

    ReadingResource(EntryReader reader, ListTurns turns, Caller caller) {
        this.reader = reader;
        this.turns = turns;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List entries",
            description =
                    "A page can have fewer entries than its limit when they are large; follow"
                        + " nextCursor. Besides the parameters below, data.<field>=<value> and"
                        + " data.<field>.<operator>=<value> filter by a field, with the operators"
                        + " eq, ne, gt, gte, lt, lte, in (values separated by commas) and"
                        + " startsWith.")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 100, 50 by default")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "nextCursor of a page")
    @Parameter(
            name = "orderBy",
            in = ParameterIn.QUERY,
            description =
                    "createdAt, updatedAt, publishedAt, slug, id or data.<field>; a - before it"
                            + " reverses the order; -createdAt by default")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "draft, scheduled, published or trashed; all but trashed by default")
    @Parameter(name = "slug", in = ParameterIn.QUERY, description = "the slug of one entry")
    public RestResponse<Page<EntryView>> list(
            @PathParam("collection") String collection, @Context UriInfo uri) {
        var parameters = uri.getQueryParameters();
        var permissions = Permissions.of(caller);
        var page = turns.take(() -> reader.list(collection, parameters, permissions));
        return RestResponse.ResponseBuilder.ok(page)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show an entry")
    @APIResponseSchema(EntryView.class)
    public Response get(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context Request request) {
        var view = reader.get(new EntryKey(collection, id), Permissions.of(caller));
        var tag = VersionTag.of(view.version());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged == null ? Response.ok(view) : unchanged;
        return answer.tag(tag).header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION).build();
    }
}
