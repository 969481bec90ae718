package dev.hookline.media.upload;

import dev.hookline.hooks.after.AfterHooks;
import dev.hookline.kit.id.Ulid;
import dev.hookline.media.image.ImageExaminer;
import dev.hookline.media.image.ImageFacts;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.MediaItems;
import dev.hookline.media.store.HashLock;
import dev.hookline.media.store.MediaStore;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.FileInfo;
import dev.hookline.schemas.event.MediaAfterUpload;
import dev.hookline.schemas.event.MediaItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a received file, past the plugins that want to be asked.
 *
 * <pre>
 *   received ──► ask plugins, nothing held ──rejected─► nothing is kept
 *                    │
 *                    ▼
 *            look at the picture ──► store the bytes
 *                                       │   a crash here leaves bytes without an item: swept up
 *                                       ▼
 *        one transaction: lock the hash ──► bytes still there? ──no─► store them again
 *                              │yes                                        │
 *                              ▼                                           │
 *                      item, media:afterUpload ◄───────────────────────────┘
 * </pre>
 */
@ApplicationScoped
class Uploader {

    private static final String AFTER_UPLOAD = "media:afterUpload";

    private final BeforeUpload beforeUpload;
    private final ImageExaminer images;
    private final MediaStore store;
    private final HashLock locks;
    private final MediaItems items;
    private final AfterHooks afterHooks;
    private final Clock clock;

    Uploader(
            BeforeUpload beforeUpload,
            ImageExaminer images,
            MediaStore store,
            HashLock locks,
            MediaItems items,
            AfterHooks afterHooks,
            Clock clock) {
        this.beforeUpload = beforeUpload;
        this.images = images;
        this.store = store;
        this.locks = locks;
        this.items = items;
        this.afterHooks = afterHooks;
        this.clock = clock;
    }

    /**
     * Keeps the file, and shows the item that it has become.
     *
     * @param withinTransaction told about the item before the commit
     * @throws UncheckedIOException when the store fails, of a {@code StorageFullException} when it
     *     is full
     */
    Item upload(Received received, Actor actor, Consumer<Item> withinTransaction) {
        var id = Ulid.at(clock.instant());
        var asked = new FileInfo(received.name(), received.type(), received.file().size());
        var answer = beforeUpload.ask(Item.subjectOf(id), asked, actor);
        var image = images.examine(received.file().path(), received.type()).orElse(null);
        var item = itemOf(id, received, answer, image, actor);
        try {
            store.keep(item.sha256(), received.file().path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return locks.holding(
                item.sha256(),
                () -> {
                    record(item, received.file(), actor);
                    withinTransaction.accept(item);
                    return item;
                });
    }

    private void record(Item item, IncomingFile file, Actor actor) {
        try {
            if (store.find(item.sha256()).isEmpty()) {
                store.keep(item.sha256(), file.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        items.add(item);
        afterHooks.publish(
                AFTER_UPLOAD,
                Item.subjectOf(item.id()),
                new MediaAfterUpload(announced(item)),
                actor);
    }

    private Item itemOf(
            String id,
            Received received,
            FileInfo answer,
            @Nullable ImageFacts image,
            Actor actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Item(
                id,
                answer.name(),
                answer.type(),
                received.claimedType(),
                received.file().size(),
                received.file().hash(),
                image,
                received.alt(),
                received.caption(),
                actor.id(),
                1,
                now,
                now);
    }

    private static MediaItem announced(Item item) {
        var image = item.image();
        return new MediaItem(
                item.id(),
                item.filename(),
                item.mimeType(),
                item.size(),
                item.url(),
                item.createdAt(),
                image == null ? null : image.width(),
                image == null ? null : image.height());
    }
}
