package dev.hookline.media.item;

import dev.hookline.media.image.ImageFacts;
import dev.hookline.media.store.Sha256;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of files. */
@ApplicationScoped
public class MediaItems {

    private final ItemRows rows;

    MediaItems(ItemRows rows) {
        this.rows = rows;
    }

    /** An item, in a transaction of its own unless there is one; whoever has an id may see it. */
    public Optional<Item> find(String id) {
        if (!Item.isId(id)) {
            return Optional.empty();
        }
        return QuarkusTransaction.joiningExisting()
                .call(() -> rows.findByIdOptional(id).map(MediaItems::itemOf));
    }

    /** Adds an item to the current transaction, which holds the lock of its bytes. */
    public void add(Item item) {
        rows.persistAndFlush(rowOf(item));
    }

    /** The newest items of a list; needs no transaction. */
    List<Item> newest(ItemFilter filter, int limit) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> rows.newest(filter, limit).stream().map(MediaItems::itemOf).toList());
    }

    static Item itemOf(ItemRow row) {
        return new Item(
                row.id,
                row.filename,
                row.mimeType,
                row.claimedType,
                row.size,
                new Sha256(row.sha256),
                imageOf(row),
                row.alt,
                row.caption,
                row.uploadedBy,
                row.version,
                row.createdAt,
                row.updatedAt);
    }

    private static @Nullable ImageFacts imageOf(ItemRow row) {
        return row.width == null || row.height == null
                ? null
                : new ImageFacts(row.width, row.height, row.blurhash);
    }

    private static ItemRow rowOf(Item item) {
        var row = new ItemRow();
        row.id = item.id();
        row.filename = item.filename();
        row.mimeType = item.mimeType();
        row.claimedType = item.claimedType();
        row.size = item.size();
        row.sha256 = item.sha256().hex();
        if (item.image() != null) {
            row.width = item.image().width();
            row.height = item.image().height();
            row.blurhash = item.image().blurhash();
        }
        row.alt = item.alt();
        row.caption = item.caption();
        row.uploadedBy = item.uploadedBy();
        row.version = item.version();
        row.createdAt = item.createdAt();
        row.updatedAt = item.updatedAt();
        return row;
    }
}
