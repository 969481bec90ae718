package dev.hookline.media.serving;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.derivative.Derivative;
import dev.hookline.media.derivative.Derivatives;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.MediaItems;
import dev.hookline.media.store.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the bytes that an address stands for. */
@ApplicationScoped
class ServedFiles {

    private final MediaItems items;
    private final MediaStore store;
    private final Derivatives derivatives;

    ServedFiles(MediaItems items, MediaStore store, Derivatives derivatives) {
        this.items = items;
        this.store = store;
        this.derivatives = derivatives;
    }

    Item item(String id) {
        return items.find(id).orElseThrow(() -> ProblemException.notFound("there is no such file"));
    }

    /** The file as it was uploaded. */
    Representation original(Item item) {
        return original(item, true);
    }

    /**
     * A smaller copy, or the original where there is none; empty when one is to be had later.
     *
     * @param width as it was asked for
     */
    Optional<Representation> smaller(Item item, String width) {
        return switch (derivatives.of(item.sha256(), item.mimeType(), offered(width))) {
            case Derivative.Made made -> Optional.of(copy(item, made));
            case Derivative.None none -> Optional.of(original(item, false));
            case Derivative.Busy busy -> Optional.empty();
        };
    }

    private int offered(String width) {
        var known = derivatives.widths().stream().filter(each -> width.equals("" + each));
        return known.findFirst()
                .orElseThrow(() ->
                        ProblemException.invalidParameter(
                                "w", "is none of " + derivatives.widths()));
    }

    private static Representation copy(Item item, Derivative.Made made) {
        return new Representation(
                EntityTag.strong(made.etag()),
                item.createdAt(),
                made.size(),
                made.mimeType(),
                nameOf(item, made.mimeType()),
                new Source.Local(made.file()),
                true);
    }

    /** The file's name, with another ending where the copy is of another type. */
    private static String nameOf(Item item, String type) {
        var name = item.filename();
        if (item.mimeType().equals(type)) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name)
                + (type.equals("image/png") ? ".png" : ".jpg");
    }

    private Representation original(Item item, boolean lasting) {
        return new Representation(
                EntityTag.strong(item.sha256().hex()),
                item.createdAt(),
                item.size(),
                item.mimeType(),
                item.filename(),
                sourceOf(item),
                lasting);
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
