package dev.hookline.media.serving;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.MediaItems;
import dev.hookline.media.store.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the bytes that an address stands for. */
@ApplicationScoped
class ServedFiles {

    private final MediaItems items;
    private final MediaStore store;

    ServedFiles(MediaItems items, MediaStore store) {
        this.items = items;
        this.store = store;
    }

    Item item(String id) {
        return items.find(id).orElseThrow(() -> ProblemException.notFound("there is no such file"));
    }

    /** The file as it was uploaded. */
    Representation original(Item item) {
        return new Representation(
                EntityTag.strong(item.sha256().hex()),
                item.createdAt(),
                item.size(),
                item.mimeType(),
                item.filename(),
                sourceOf(item));
    }

    private Source sourceOf(Item item) {
        return store.localFile(item.sha256())
                .<Source>map(file -> new Source.Local(whole(file, item)))
                .orElseGet(() -> new Source.Remote(item.sha256()));
    }

    private static Path whole(Path file, Item item) {
        try {
            if (Files.size(file) != item.size()) {
                throw new IllegalStateException(
                        "the stored bytes are damaged sha256=" + item.sha256());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored file cannot be looked at", e);
        }
    }
}
