package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanSweeperTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Instant OLD = NOON.minus(GRACE).minusMillis(1);
    private static final Instant YOUNG = NOON.minus(GRACE);

    @TempDir Path directory;

    private final ListedStore store = new ListedStore();
    private final ListedOrphans orphans = new ListedOrphans(store);

    @Test
    void removesOldBytesThatNoItemHas() throws IOException {
        store.objects = () -> Stream.of(object(1, OLD), object(2, YOUNG), object(3, OLD));
        orphans.withItem.add(hash(3));

        assertThat(sweeper().sweep()).isEqualTo(new Sweep(3, 6, 1, 0, 0));

        assertThat(store.removed).containsExactly(hash(1));
    }

    @Test
    void goesOnAfterAFailedRemoval() throws IOException {
        store.objects = () -> Stream.of(object(1, OLD), object(2, OLD), object(3, OLD));
        store.failing.add(hash(2));

        assertThat(sweeper().sweep()).isEqualTo(new Sweep(3, 6, 2, 0, 1));

        assertThat(store.removed).containsExactly(hash(1), hash(3));
    }

    @Test
    void endsWhenTheStoreCannotBeListedOn() {
        store.objects =
                () ->
                        LongStream.rangeClosed(1, OrphanSweeper.BATCH + 1)
                                .mapToObj(i -> {
                                    if (i > OrphanSweeper.BATCH) {
                                        throw new UncheckedIOException(new IOException("gone"));
                                    }
                                    return object(i, OLD);
                                });

        assertThatThrownBy(() -> sweeper().sweep()).isInstanceOf(UncheckedIOException.class);

        assertThat(store.removed).hasSize(OrphanSweeper.BATCH);
        assertThat(store.closed).isTrue();
    }

    @Test
    void looksAtFewAtATime() throws IOException {
        store.objects = () -> LongStream.range(0, 100_250).mapToObj(i -> object(i, OLD));

        assertThat(sweeper().sweep().orphans()).isEqualTo(100_250);

        assertThat(orphans.largestBatch).isEqualTo(OrphanSweeper.BATCH);
        assertThat(orphans.mostUnanswered).isEqualTo(OrphanSweeper.BATCH);
    }

    @Test
    void removesUploadsThatNeverEnded() throws IOException {
        var incoming = Files.createDirectory(directory.resolve("incoming"));
        var dead = file(incoming.resolve("1.part"), OLD);
        var alive = file(incoming.resolve("2.part"), YOUNG);
        var part = Files.createDirectory(incoming.resolve("directory"));

        assertThat(sweeper().sweep().leftovers()).isEqualTo(1);

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(part).exists();
    }

    private OrphanSweeper sweeper() {
        return new OrphanSweeper(
                new StoreDirectory(new StoreSettings(StoreConfig.Kind.LOCAL, directory)),
                store,
                orphans,
                GRACE,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Path file(Path path, Instant written) throws IOException {
        Files.writeString(path, "bytes");
        return Files.setLastModifiedTime(path, FileTime.from(written));
    }

    private static Sha256 hash(long number) {
        return new Sha256("%064x".formatted(number));
    }

    private static StoredObject object(long number, Instant keptAt) {
        return new StoredObject(hash(number), number, keptAt);
    }

    /** Knows items from a list, and how many objects were handed out without a question. */
    private static final class ListedOrphans extends Orphans {

        private final ListedStore store;
        private final Set<Sha256> withItem = new HashSet<>();
        private long answered;
        private int largestBatch;
        private long mostUnanswered;

        ListedOrphans(ListedStore store) {
            super(null, null, store);
            this.store = store;
        }

        @Override
        List<Sha256> among(List<Sha256> hashes) {
            largestBatch = Math.max(largestBatch, hashes.size());
            mostUnanswered = Math.max(mostUnanswered, store.handedOut - answered);
            answered += hashes.size();
            return hashes.stream().filter(hash -> !withItem.contains(hash)).toList();
        }

        @Override
        boolean remove(Sha256 hash, Instant before) {
            store.remove(hash);
            return true;
        }
    }

    /** A store of any size, since it holds nothing. */
    private static final class ListedStore implements MediaStore {

        private final List<Sha256> removed = new ArrayList<>();
        private final Set<Sha256> failing = new HashSet<>();
        private Supplier<Stream<StoredObject>> objects = Stream::of;
        private long handedOut;
        private boolean closed;

        @Override
        public Stream<StoredObject> all() {
            return objects.get().peek(object -> handedOut++).onClose(() -> closed = true);
        }

        @Override
        public void remove(Sha256 hash) {
            if (failing.contains(hash)) {
                throw new UncheckedIOException(new IOException("cannot be removed"));
            }
            removed.add(hash);
        }

        @Override
        public long removeLeftovers(Instant before) {
            return 0;
        }

        @Override
        public void check() {}

        @Override
        public void keep(Sha256 hash, Path received) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StoredObject> find(Sha256 hash) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream read(Sha256 hash, long offset, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Path> localFile(Sha256 hash) {
            throw new UnsupportedOperationException();
        }
    }
}
