package dev.hookline.media.derivative;

import dev.hookline.media.store.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Derivatives on the disk, up to a size. A file is whole as soon as it has its name; when it was
 * last wanted is its modification time, so that the order survives a restart. Whoever empties the
 * directory does no harm.
 */
final class DerivativeCache {

    private static final Logger LOG = Logger.getLogger(DerivativeCache.class);
    private static final String MAKING = "making";
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Use within this time is not noted again. */
    private static final Duration COARSE = Duration.ofMinutes(1);

    private final Path directory;
    private final long most;
    private final Clock clock;
    private final AtomicLong evictions = new AtomicLong();
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    private record Entry(Path file, long size, Instant used) {}

    private DerivativeCache(Path directory, long most, Clock clock) {
        this.directory = directory;
        this.most = most;
        this.clock = clock;
    }

    /** Opens the cache in a directory, with what is there from before. */
    static DerivativeCache open(Path directory, long most, Clock clock) throws IOException {
        var cache = new DerivativeCache(directory, most, clock);
        Files.createDirectories(directory.resolve(MAKING));
        cache.removeLeftovers();
        cache.load();
        return cache;
    }

    /** A place for a file that is being made. */
    Path temporary() {
        return directory.resolve(MAKING).resolve(UUID.randomUUID().toString());
    }

    /** The file under a name with any of the endings. */
    synchronized Optional<Path> find(String name, List<String> endings) throws IOException {
        for (var ending : endings) {
            var found = find(name + ending);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> find(String name) throws IOException {
        var known = entries.get(name);
        var file = known == null ? pathOf(name) : known.file;
        try {
            var size = Files.size(file);
            var now = clock.instant();
            if (known == null || known.used.plus(COARSE).isBefore(now)) {
                Files.setLastModifiedTime(file, FileTime.from(now));
                put(name, new Entry(file, size, now));
            }
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            drop(name);
            return Optional.empty();
        }
    }

    /** Gives a whole file its name; others make room for it. */
    synchronized Path keep(String name, Path made) throws IOException {
        var size = Files.size(made);
        var file = pathOf(name);
        Files.createDirectories(file.getParent());
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        put(name, new Entry(file, size, clock.instant()));
        makeRoom(name);
        return file;
    }

    /** Removes all that was made of the bytes. */
    synchronized void remove(Sha256 hash) throws IOException {
        try (var files = list(directory.resolve(DerivativeName.directoryOf(hash.hex())))) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.startsWith(hash.hex())) {
                    Files.deleteIfExists(file);
                    drop(name);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debugf("nothing was made of %s", hash);
        }
    }

    synchronized long bytes() {
        return total;
    }

    long evictions() {
        return evictions.get();
    }

    private void makeRoom(String except) throws IOException {
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (total > most && oldest.hasNext()) {
            var next = oldest.next();
            if (!next.getKey().equals(except)) {
                Files.deleteIfExists(next.getValue().file);
                total -= next.getValue().size;
                oldest.remove();
                evictions.incrementAndGet();
            }
        }
    }

    private void put(String name, Entry entry) {
        drop(name);
        entries.put(name, entry);
        total += entry.size;
    }

    private void drop(String name) {
        var old = entries.remove(name);
        if (old != null) {
            total -= old.size;
        }
    }

    private Path pathOf(String name) {
        return directory.resolve(DerivativeName.directoryOf(name)).resolve(name);
    }

    private void removeLeftovers() throws IOException {
        try (var files = list(directory.resolve(MAKING))) {
            for (var file : files) {
                var age = Files.getLastModifiedTime(file).toInstant();
                if (age.plus(ABANDONED).isBefore(clock.instant())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private synchronized void load() throws IOException {
        var found = new ArrayList<Entry>();
        try (var parts = list(directory)) {
            for (var part : parts) {
                if (Files.isDirectory(part) && !part.endsWith(MAKING)) {
                    load(part, found);
                }
            }
        }
        found.sort(Comparator.comparing(Entry::used));
        found.forEach(entry -> put(entry.file.getFileName().toString(), entry));
        makeRoom("");
    }

    private static void load(Path part, List<Entry> found) throws IOException {
        try (var files = list(part)) {
            for (var file : files) {
                var facts = Files.readAttributes(file, BasicFileAttributes.class);
                found.add(new Entry(file, facts.size(), facts.lastModifiedTime().toInstant()));
            }
        }
    }

    private static DirectoryStream<Path> list(Path path) throws IOException {
        return Files.newDirectoryStream(path);
    }
}
