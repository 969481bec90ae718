package dev.hookline.media.serving;

import dev.hookline.kit.id.Ulid;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.MediaItems;
import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files as uploads leave them, without an upload. */
@ApplicationScoped
public class KeptFiles {

    static final Instant UPLOADED = Instant.parse("2026-11-21T12:00:00.7Z");

    private final MediaStore store;
    private final MediaItems items;

    KeptFiles(MediaStore store, MediaItems items) {
        this.store = store;
        this.items = items;
    }

    public Item keep(String filename, String mimeType, byte[] bytes) throws IOException {
        var received = Files.createTempFile("received", ".part");
        try {
            Files.write(received, bytes);
            return keep(filename, mimeType, received);
        } finally {
            Files.delete(received);
        }
    }

    Item keep(String filename, String mimeType, Path received) throws IOException {
        var hash = Sha256.of(received);
        store.keep(hash, received);
        var item =
                new Item(
                        Ulid.at(UPLOADED),
                        filename,
                        mimeType,
                        null,
                        Files.size(received),
                        hash,
                        null,
                        null,
                        null,
                        "somebody",
                        1,
                        UPLOADED,
                        UPLOADED);
        QuarkusTransaction.requiringNew().run(() -> items.add(item));
        return item;
    }
}
