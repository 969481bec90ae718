package dev.hookline.content.revision;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageParameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The history of an entry over HTTP, for those who write. */
@Path("/api/v1/content/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "revisions", description = "What every save of an entry stored")
class RevisionResource {

    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final RevisionLog revisions;
    private final Caller caller;

    RevisionResource(
            CollectionRegistry collections,
            EntryStore entries,
            RevisionLog revisions,
            Caller caller) {
        this.collections = collections;
        this.entries = entries;
        this.revisions = revisions;
        this.caller = caller;
    }

    @GET
    @Path("{id}/revisions")
    @Transactional
    @Operation(summary = "List an entry's revisions, the newest first")
    public Page<RevisionView> list(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var key = existing(collection, id);
        var page = PageParameters.of(limit, cursor);
        var list = "revisions of " + key.subject();
        var found =
                revisions.newestBefore(
                        key,
                        cursor == null ? Integer.MAX_VALUE : numberIn(cursor, list),
                        page.limit() + 1);
        var shown = found.stream().limit(page.limit()).map(RevisionView::of).toList();
        var next =
                found.size() > page.limit()
                        ? Cursor.after(list, List.of(String.valueOf(shown.getLast().revision())))
                                .encode()
                        : null;
        return new Page<>(shown, next);
    }

    @GET
    @Path("{id}/revisions/{revision}")
    @Transactional
    @Operation(summary = "Show what one save stored")
    public RevisionView get(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("revision") int number) {
        return RevisionView.of(revisions.get(existing(collection, id), number));
    }

    private EntryKey existing(String collection, String id) {
        Permissions.of(caller).requireReader();
        collections.get(collection);
        var key = new EntryKey(collection, id);
        return entries.find(key).orElseThrow(key::notFound).key();
    }

    private static int numberIn(String cursor, String list) {
        try {
            return Integer.parseInt(Cursor.read(cursor, list, 1).values().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.invalid("it is not readable");
        }
    }
}
