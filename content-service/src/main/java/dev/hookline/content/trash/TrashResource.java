package dev.hookline.content.trash;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.version.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deleting entries over HTTP. */
@Path("/api/v1/content/{collection}")
@RunOnVirtualThread
@Tag(name = "entries")
class TrashResource {

    private final EntryDeleter deleter;
    private final Caller caller;

    TrashResource(EntryDeleter deleter, Caller caller) {
        this.deleter = deleter;
        this.caller = caller;
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Move an entry to the trash, or delete for ever what is there")
    public void delete(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("permanent") @Nullable String permanent) {
        deleter.delete(
                new Deletion(
                        new EntryKey(collection, id),
                        IfMatch.of(ifMatch),
                        isPermanent(permanent),
                        Permissions.of(caller)));
    }

    private static boolean isPermanent(@Nullable String permanent) {
        return switch (permanent) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new ProblemException(
                            ProblemType.INVALID_PARAMETER,
                            List.of(new Fault("permanent", "must be true or false")));
        };
    }
}
