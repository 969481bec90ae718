package dev.hookline.media.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes for files and their names to outlast a power failure. */
final class Durable {

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-r-----");
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    private Durable() {}

    /**
     * Makes a directory and those above it; nobody but the owner and the group may look into it.
     */
    static void directories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (hasPermissions(directory)) {
            Files.createDirectories(directory, DIRECTORY);
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Lets the owner write and the group read. */
    static void restrict(Path file) throws IOException {
        if (hasPermissions(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names within a directory, and the directory's own name up to its ancestor. */
    static void forceNames(Path directory, Path ancestor) throws IOException {
        // Only the machine's own file systems open directories; others have nothing to lose.
        if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
            return;
        }
        for (@Nullable Path each = directory;
                each != null && each.startsWith(ancestor);
                each = each.getParent()) {
            try (var channel = FileChannel.open(each, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
