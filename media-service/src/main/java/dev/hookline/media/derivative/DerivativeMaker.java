package dev.hookline.media.derivative;

import dev.hookline.media.picture.Allowance;
import dev.hookline.media.picture.Picture;
import dev.hookline.media.picture.PictureConfig;
import dev.hookline.media.picture.UnreadablePictureException;
import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes one derivative of bytes in the store and puts it into the cache. */
final class DerivativeMaker {

    private final MediaStore store;
    private final DerivativeCache cache;
    private final PictureConfig limits;
    private final int quality;

    DerivativeMaker(MediaStore store, DerivativeCache cache, PictureConfig limits, int quality) {
        this.store = store;
        this.cache = cache;
        this.limits = limits;
        this.quality = quality;
    }

    /**
     * Makes it.
     *
     * @throws UnreadablePictureException when that will never be possible
     */
    Path make(DerivativeName name, Allowance allowance) throws IOException {
        var local = store.localFile(name.hash());
        if (local.isPresent()) {
            return make(name, local.get(), allowance);
        }
        var copy = cache.temporary();
        try {
            fetch(name.hash(), copy, allowance);
            return make(name, copy, allowance);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void fetch(Sha256 hash, Path copy, Allowance allowance) throws IOException {
        var size = store.find(hash).orElseThrow(() -> new NoSuchFileException(hash.hex())).size();
        try (var bytes = store.read(hash, 0, size);
                var file = Files.newOutputStream(copy)) {
            var block = new byte[64 * 1024];
            for (int count; (count = bytes.read(block)) >= 0; ) {
                allowance.check();
                file.write(block, 0, count);
            }
        }
    }

    private Path make(DerivativeName name, Path original, Allowance allowance) throws IOException {
        var made = cache.temporary();
        try (var picture =
                Picture.open(original, allowance)
                        .orElseThrow(() -> new UnreadablePictureException("it is no picture"))) {
            if (picture.animated()) {
                throw new UnreadablePictureException("it is animated");
            }
            var smaller = picture.reduced(name.width(), limits);
            var format = PictureFormat.of(smaller);
            format.write(smaller, quality, made);
            allowance.check();
            return cache.keep(name.text() + format.ending(), made);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
