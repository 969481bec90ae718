package dev.hookline.media.item;

import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.media.store.Sha256;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Changes and deletes items, each for those who may. */
@ApplicationScoped
class ItemEditor {

    private final ItemRows rows;
    private final MediaItems items;
    private final NamePolicy names;
    private final UnusedBytes unusedBytes;
    private final Clock clock;

    ItemEditor(
            ItemRows rows,
            MediaItems items,
            NamePolicy names,
            UnusedBytes unusedBytes,
            Clock clock) {
        this.rows = rows;
        this.items = items;
        this.names = names;
        this.unusedBytes = unusedBytes;
        this.clock = clock;
    }

    /**
     * Changes an item; a patch that changes nothing makes no new version. Plugins decide about a
     * new name as they do when a file is uploaded.
     */
    Item change(String id, ItemPatch patch, IfMatch ifMatch, Permissions caller) {
        var actor = caller.requireAuthor();
        var item = QuarkusTransaction.requiringNew().call(() -> look(id, ifMatch, caller));
        var wanted = patch.applyTo(item).filename();
        // The answer holds whatever else changes meanwhile: it is about the name, the type and the
        // size, and the latter two never change.
        return wanted.equals(item.filename())
                ? write(id, patch, ifMatch, caller)
                : write(id, patch.renaming(names.nameFor(item, wanted, actor)), ifMatch, caller);
    }

    private Item look(String id, IfMatch ifMatch, Permissions caller) {
        var item = items.find(id).orElseThrow(ItemEditor::notFound);
        caller.requireAuthorOf(item.uploadedBy());
        ifMatch.require(item.version());
        return item;
    }

    private Item write(String id, ItemPatch patch, IfMatch ifMatch, Permissions caller) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    var row = lock(id, ifMatch, caller);
                    var item = MediaItems.itemOf(row);
                    var changed = patch.applyTo(item);
                    if (!changed.equals(item)) {
                        row.filename = changed.filename();
                        row.alt = changed.alt();
                        row.caption = changed.caption();
                        row.version++;
                        row.updatedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    }
                    return MediaItems.itemOf(row);
                });
    }

    /**
     * Deletes an item, and then its bytes if nobody else has them. A crash in between leaves bytes
     * without an item, which are swept up.
     */
    void delete(String id, IfMatch ifMatch, Permissions caller) {
        caller.requireAuthor();
        var hash =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            var row = lock(id, ifMatch, caller);
                            rows.delete(row);
                            return new Sha256(row.sha256);
                        });
        unusedBytes.remove(hash);
    }

    private ItemRow lock(String id, IfMatch ifMatch, Permissions caller) {
        var row = rows.lock(id).orElseThrow(ItemEditor::notFound);
        caller.requireAuthorOf(row.uploadedBy);
        ifMatch.require(row.version);
        return row;
    }

    static ProblemException notFound() {
        return ProblemException.notFound("there is no such file");
    }
}
