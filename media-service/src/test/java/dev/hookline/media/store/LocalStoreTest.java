package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends MediaStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path directory;
    private Path objects;

    @BeforeEach
    void directories() throws IOException {
        objects = Files.createDirectory(directory.resolve("objects"));
    }

    @Override
    MediaStore store() {
        return storeAt(NOON);
    }

    @Test
    void linksWhatIsOnTheSameFileSystem() throws IOException {
        var file = received(bytes(10));
        var hash = Sha256.of(file);

        store().keep(hash, file);

        assertThat(Files.isSameFile(file, store().localFile(hash).orElseThrow())).isTrue();
    }

    @Test
    void letsNobodyElseReadTheBytes() throws IOException {
        var file = store().localFile(keep(bytes(10))).orElseThrow();

        assertThat(permissions(file)).isEqualTo("rw-r-----");
        assertThat(permissions(file.getParent())).isEqualTo("rwxr-x---");
        assertThat(permissions(file.getParent().getParent())).isEqualTo("rwxr-x---");
    }

    @Test
    void remembersWhenTheBytesWereLastKept() throws IOException {
        var bytes = bytes(10);
        var hash = keep(bytes);
        var later = storeAt(NOON.plus(Duration.ofHours(2)));

        assertThat(later.find(hash).orElseThrow().keptAt()).isEqualTo(NOON);
        later.keep(hash, received(bytes));
        assertThat(later.find(hash).orElseThrow().keptAt())
                .isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void replacesADamagedFile() throws IOException {
        var bytes = bytes(1_000);
        var hash = keep(bytes);
        Files.write(store().localFile(hash).orElseThrow(), new byte[17]);

        keep(bytes);

        assertThat(read(hash, 0, 1_000)).isEqualTo(bytes);
    }

    @Test
    void copiesWhereThereAreNoLinks() throws IOException {
        try (var files = fileSystem(1 << 20)) {
            var inMemory = new LocalStore(files.getPath("/objects"), Clock.systemUTC());
            var file = Files.write(files.getPath("/received"), bytes(1_000));
            var hash = Sha256.of(file);

            inMemory.keep(hash, file);

            var kept = inMemory.localFile(hash).orElseThrow();
            assertThat(Files.readAllBytes(kept)).isEqualTo(Files.readAllBytes(file));
            assertThat(Files.isSameFile(kept, file)).isFalse();
            assertThat(permissions(kept)).isEqualTo("rw-r-----");
        }
    }

    @Test
    void saysThatTheDiskIsFullAndKeepsNothing() throws IOException {
        try (var files = fileSystem(100_000)) {
            var inMemory = new LocalStore(files.getPath("/objects"), Clock.systemUTC());
            var file = Files.write(files.getPath("/received"), bytes(60_000));
            var hash = Sha256.of(file);

            assertThatThrownBy(() -> inMemory.keep(hash, file))
                    .isInstanceOf(StorageFullException.class);

            assertThat(inMemory.find(hash)).isEmpty();
            try (var all = inMemory.all()) {
                assertThat(all).isEmpty();
            }
            assertThat(Files.list(files.getPath("/objects/temporary"))).isEmpty();
            assertThat(file).exists();
        }
    }

    @Test
    void knowsTheSystemsWordsForAFullDisk() {
        var failure = new IOException("/media/x: No space left on device");

        assertThat(StorageFullException.orSame(failure, directory, 1))
                .isInstanceOf(StorageFullException.class)
                .hasCause(failure);
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        var failure = new IOException("Input/output error");

        assertThat(StorageFullException.orSame(failure, directory, 1)).isSameAs(failure);
    }

    @Test
    void overlooksWhatIsNotItsOwn() throws IOException {
        var hash = keep(bytes(10));
        var beside = store().localFile(hash).orElseThrow().getParent();
        Files.writeString(beside.resolve("notes.txt"), "by an operator");
        Files.writeString(objects.resolve("lost+found"), "by the file system");
        Files.createDirectory(objects.resolve("temporary"));
        Files.writeString(objects.resolve("temporary/1"), "by a crash");

        try (var all = store().all()) {
            assertThat(all.map(StoredObject::hash)).containsExactly(hash);
        }
    }

    @Test
    void removesCopiesThatWereNeverFinished() throws IOException {
        var temporary = Files.createDirectory(objects.resolve("temporary"));
        var old = Files.writeString(temporary.resolve("old"), "a crash");
        Files.setLastModifiedTime(old, FileTime.from(NOON.minusSeconds(1)));
        var young = Files.writeString(temporary.resolve("young"), "under way");
        Files.setLastModifiedTime(young, FileTime.from(NOON));

        assertThat(store().removeLeftovers(NOON)).isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private MediaStore storeAt(Instant now) {
        return new LocalStore(objects, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static FileSystem fileSystem(long size) throws IOException {
        var files =
                Jimfs.newFileSystem(
                        Configuration.unix().toBuilder()
                                .setMaxSize(size)
                                .setBlockSize(1_024)
                                .setSupportedFeatures(Feature.FILE_CHANNEL)
                                .setAttributeViews("basic", "owner", "posix")
                                .build());
        Files.createDirectory(files.getPath("/objects"));
        return files;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
