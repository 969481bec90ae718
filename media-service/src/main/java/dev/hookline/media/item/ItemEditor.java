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
    private final UnusedBytes unusedBytes;
    private final Clock clock;

    ItemEditor(ItemRows rows, UnusedBytes unusedBytes, Clock clock) {
        this.rows = rows;
        this.unusedBytes = unusedBytes;
        this.clock = clock;
    }

    /** Changes an item; a patch that changes nothing makes no new version. */
    Item change(String id, ItemPatch patch, IfMatch ifMatch, Permissions caller) {
        caller.requireAuthor();
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
