package dev.hookline.localstack.database;

import dev.hookline.localstack.files.Trees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from the class path once per version.
 *
 * <p>They are unpacked beside their final place and moved there in one step, so that an extraction
 * that dies halfway leaves nothing that a later start could mistake for a whole one.
 */
record PostgresBinaries(Path home) {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final String VERSION = "dev/hookline/localstack/database/postgres.version";

    static PostgresBinaries unpackedBelow(Path directory) {
        var home = directory.resolve("postgres-" + version());
        if (!Files.exists(home)) {
            unpack(home);
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(Path home) {
        try {
            Files.createDirectories(home.getParent());
            var partial = Files.createTempDirectory(home.getParent(), "unpacking-");
            try (var archive = open(ARCHIVE)) {
                extract(archive, partial);
                // Temporary directories are private; another account may have to run these.
                Files.setPosixFilePermissions(
                        partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                moveUnlessPresent(partial, home);
            } finally {
                Trees.delete(partial);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("could not unpack PostgreSQL to " + home, failure);
        }
    }

    private static void moveUnlessPresent(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            // Another process may have unpacked the same version meanwhile.
            if (!Files.exists(home)) {
                throw failure;
            }
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive reaches outside its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        var isProgram = path.resolveSibling(".").normalize().endsWith("bin");
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String version() {
        try (var version = open(VERSION)) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream open(String resource) {
        return Optional.ofNullable(
                        PostgresBinaries.class.getClassLoader().getResourceAsStream(resource))
                .map(BufferedInputStream::new)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "not on the class path (only Linux on x86-64 is"
                                        + " supported): "
                                        + resource));
    }
}
