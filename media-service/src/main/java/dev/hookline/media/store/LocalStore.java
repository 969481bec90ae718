package dev.hookline.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Bytes in a directory, as {@code ab/cd/<hash>}. A received file on the same file system is linked,
 * not copied.
 *
 * <pre>
 *   right hash? ──no──► refused
 *       │yes
 *       ▼
 *   there? ──of another size──► copy to a temporary file, force it, rename it ─┐
 *       │no    │yes                              ▲                             │
 *       │      └──► touch ───────────────────────┼──────────────┐              │
 *       ▼                                        │cannot        ▼              ▼
 *   force the file ──► link it ──────────────────┴────────► force the names ◄──┘
 * </pre>
 */
final class LocalStore implements MediaStore {

    private static final Logger LOG = Logger.getLogger(LocalStore.class);

    private final Path objects;
    private final Path temporary;
    private final Clock clock;

    /** Keeps bytes below a directory, which must exist. */
    LocalStore(Path objects, Clock clock) {
        this.objects = objects;
        this.temporary = objects.resolve("temporary");
        this.clock = clock;
    }

    @Override
    public void keep(Sha256 hash, Path received) throws IOException {
        if (!Sha256.of(received).equals(hash)) {
            throw new IOException("the received bytes are not those of " + hash);
        }
        var directory = directoryOf(hash);
        var target = directory.resolve(hash.hex());
        long size = Files.size(received);
        try {
            Durable.directories(directory);
            place(received, target, size);
            // Also for what was there: whoever brought it may not have come so far yet.
            Durable.forceNames(directory, objects);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, objects, size);
        }
    }

    @Override
    public Optional<StoredObject> find(Sha256 hash) throws IOException {
        return look(pathOf(hash)).map(facts -> stored(hash, facts));
    }

    @Override
    public InputStream read(Sha256 hash, long offset, long length) throws IOException {
        var channel = FileChannel.open(pathOf(hash), StandardOpenOption.READ);
        try {
            return new BoundedStream(Channels.newInputStream(channel.position(offset)), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Optional<Path> localFile(Sha256 hash) {
        return Optional.of(pathOf(hash)).filter(Files::isRegularFile);
    }

    @Override
    public void remove(Sha256 hash) throws IOException {
        Files.deleteIfExists(pathOf(hash));
    }

    @Override
    public Stream<StoredObject> all() throws IOException {
        return Files.list(objects)
                .flatMap(LocalStore::children)
                .flatMap(LocalStore::children)
                .flatMap(file -> storedAt(file).stream());
    }

    @Override
    public long removeLeftovers(Instant before) throws IOException {
        return Leftovers.remove(temporary, before);
    }

    @Override
    public void check() throws IOException {
        if (!Files.isWritable(objects)) {
            throw new IOException("the directory cannot be written to: " + objects);
        }
    }

    private void place(Path received, Path target, long size) throws IOException {
        var there = look(target);
        if (there.isPresent() && there.get().size() != size) {
            LOG.errorf("bytes were damaged and are replaced sha256=%s", target.getFileName());
            copy(received, target);
        } else if (!touch(target) && !link(received, target) && !touch(target)) {
            copy(received, target);
        }
    }

    /** Whether the file's bytes are at the target now, under one more name. */
    private boolean link(Path received, Path target) throws IOException {
        Durable.restrict(received);
        Files.setLastModifiedTime(received, now());
        Durable.force(received);
        try {
            Files.createLink(target, received);
            return true;
        } catch (UnsupportedOperationException | IOException e) {
            LOG.debugf("bytes cannot be linked sha256=%s: %s", target.getFileName(), e);
            return false;
        }
    }

    private void copy(Path received, Path target) throws IOException {
        Durable.directories(temporary);
        var copy = temporary.resolve(UUID.randomUUID().toString());
        try {
            Files.copy(received, copy);
            Durable.restrict(copy);
            Files.setLastModifiedTime(copy, now());
            Durable.force(copy);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Whether it was still there. */
    private boolean touch(Path target) throws IOException {
        try {
            Files.setLastModifiedTime(target, now());
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private FileTime now() {
        return FileTime.from(clock.instant());
    }

    private Path pathOf(Sha256 hash) {
        return directoryOf(hash).resolve(hash.hex());
    }

    private Path directoryOf(Sha256 hash) {
        return objects.resolve(hash.hex().substring(0, 2)).resolve(hash.hex().substring(2, 4));
    }

    private static Stream<Path> children(Path directory) {
        try {
            return Files.isDirectory(directory) ? Files.list(directory) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the stored files cannot be listed", e);
        }
    }

    private static Optional<StoredObject> storedAt(Path file) {
        var name = file.getFileName().toString();
        try {
            return Sha256.isHex(name)
                    ? look(file).map(facts -> stored(new Sha256(name), facts))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored file cannot be looked at: " + name, e);
        }
    }

    private static Optional<BasicFileAttributes> look(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static StoredObject stored(Sha256 hash, BasicFileAttributes facts) {
        return new StoredObject(hash, facts.size(), facts.lastModifiedTime().toInstant());
    }
}
