package dev.hookline.media.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** Files that were being written when their writer died. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Removes the files of a directory that have not been written to for a while.
     *
     * @return how many
     */
    static long remove(Path directory, Instant before) throws IOException {
        long removed = 0;
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (isLeft(file, before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        } catch (NoSuchFileException e) {
            return removed;
        }
        return removed;
    }

    private static boolean isLeft(Path file, Instant before) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
