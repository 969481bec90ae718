package dev.hookline.localstack.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Removes directory trees. */
public final class Trees {

    private Trees() {}

    /** Deletes a directory with all that is in it, never following symbolic links. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException alreadyGone) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException("could not delete " + directory, failure);
        }
    }
}
