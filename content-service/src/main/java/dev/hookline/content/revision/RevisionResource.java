package dev.hookline.content.revision;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.ListTurns;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageParameters;
import dev.hookline.kit.page.PageRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
    private final RevisionPages pages;
    private final ListTurns turns;
    private final Caller caller;

    RevisionResource(
            CollectionRegistry collections,
            EntryStore entries,
            RevisionLog revisions,
            RevisionPages pages,
            ListTurns turns,
            Caller caller) {
        this.collections = collections;
        this.entries = entries;
        this.revisions = revisions;
        this.pages = pages;
        this.turns = turns;
        this.caller = caller;
    }

    @GET
    @Path("{id}/revisions")
    @Operation(
            summary = "List an entry's revisions, the newest first",
            description =
                    "A page can have fewer revisions than its limit when they are large; follow"
                            + " nextCursor.")
    public Page<RevisionView> list(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Permissions.of(caller).requireReader();
        var wanted = PageParameters.of(limit, cursor);
        return turns.take(
                () -> QuarkusTransaction.requiringNew().call(() -> page(collection, id, wanted)));
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

    private Page<RevisionView> page(String collection, String id, PageRequest wanted) {
        var key = existing(collection, id);
        var list = "revisions of " + key.subject();
        var cursor = wanted.cursor();
        var page =
                pages.newestBefore(
                        key,
                        cursor == null ? Integer.MAX_VALUE : numberIn(cursor, list),
                        wanted.limit());
        var shown = page.revisions().stream().map(RevisionView::of).toList();
        var next =
                page.isMore()
                        ? Cursor.after(list, List.of(String.valueOf(shown.getLast().revision())))
                                .encode()
                        : null;
        return new Page<>(shown, next);
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
