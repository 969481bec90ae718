package dev.hookline.localstack.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes files that only their owner may read, whole or not at all. */
public final class SecretFile {

    private SecretFile() {}

    /** Replaces {@code file} with {@code content}, mode 0600; its directory is created as 0700. */
    public static void write(Path file, String content) {
        try {
            var directory =
                    createDirectory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            // Temporary files are created with mode 0600.
            var partial = Files.createTempFile(directory, file.getFileName().toString(), ".part");
            Files.write(partial, content.getBytes(StandardCharsets.UTF_8));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write " + file, failure);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not read " + file, failure);
        }
    }

    private static Path createDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(directory, ownerOnly);
    }
}
