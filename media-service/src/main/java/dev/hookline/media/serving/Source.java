package dev.hookline.media.serving;

import dev.hookline.media.store.Sha256;
import java.nio.file.Path;

/** Where bytes come from. */
sealed interface Source {

    /** A file of this machine. */
    record Local(Path file) implements Source {}

    /** The store, which reads them from elsewhere. */
    record Remote(Sha256 hash) implements Source {}
}
