package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do, whatever it keeps bytes in. */
abstract class MediaStoreContract {

    private final Random random = new Random(4);

    @TempDir Path received;

    abstract MediaStore store();

    @Test
    void givesBackWhatItKeeps() throws IOException {
        var bytes = bytes(100_000);
        var hash = keep(bytes);

        assertThat(store().find(hash)).get().extracting(StoredObject::size).isEqualTo(100_000L);
        assertThat(read(hash, 0, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void keepsAnEmptyFile() throws IOException {
        var hash = keep(new byte[0]);

        assertThat(store().find(hash)).get().extracting(StoredObject::size).isEqualTo(0L);
        assertThat(read(hash, 0, 0)).isEmpty();
    }

    @Test
    void readsAPart() throws IOException {
        var hash = keep("0123456789".getBytes());

        assertThat(new String(read(hash, 3, 4))).isEqualTo("3456");
        assertThat(new String(read(hash, 9, 1))).isEqualTo("9");
    }

    @Test
    void knowsNothingOfOtherBytes() throws IOException {
        var other = new Sha256("0".repeat(64));

        assertThat(store().find(other)).isEmpty();
        assertThat(store().localFile(other)).isEmpty();
        assertThatThrownBy(() -> read(other, 0, 1)).isInstanceOf(NoSuchFileException.class);
        store().remove(other);
    }

    @Test
    void leavesTheReceivedFileToItsOwner() throws IOException {
        var file = received(bytes(10));
        var hash = Sha256.of(file);
        store().keep(hash, file);

        assertThat(file).exists();
        Files.delete(file);
        assertThat(store().find(hash)).isPresent();
    }

    @Test
    void keepsTheSameBytesOnce() throws IOException {
        var bytes = bytes(1_000);
        var hash = keep(bytes);
        var first = store().find(hash).orElseThrow().keptAt();

        assertThat(keep(bytes)).isEqualTo(hash);

        assertThat(store().find(hash).orElseThrow().keptAt()).isAfterOrEqualTo(first);
        assertThat(hashes().filter(hash::equals)).hasSize(1);
    }

    @Test
    void keepsTheSameBytesFromManyAtOnce() throws Exception {
        var bytes = bytes(200_000);
        var hash = Sha256.of(received(bytes));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Sha256> keeping = () -> keep(bytes);
            for (var kept :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> keeping).toList())) {
                assertThat(kept.get()).isEqualTo(hash);
            }
        }
        assertThat(read(hash, 0, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void refusesBytesOfAnotherHash() throws IOException {
        var file = received(bytes(1_000));
        var wrong = new Sha256("1".repeat(64));

        assertThatThrownBy(() -> store().keep(wrong, file)).isInstanceOf(IOException.class);

        assertThat(store().find(wrong)).isEmpty();
    }

    @Test
    void removes() throws IOException {
        var hash = keep(bytes(10));

        store().remove(hash);

        assertThat(store().find(hash)).isEmpty();
        assertThat(store().localFile(hash)).isEmpty();
        assertThat(hashes()).doesNotContain(hash);
    }

    @Test
    void listsAll() throws IOException {
        var kept = IntStream.range(0, 20).mapToObj(i -> keepUnchecked(bytes(10 + i))).toList();

        assertThat(hashes()).containsAll(kept);
    }

    final Sha256 keep(byte[] bytes) throws IOException {
        var file = received(bytes);
        var hash = Sha256.of(file);
        store().keep(hash, file);
        Files.delete(file);
        return hash;
    }

    final byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    final Path received(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(received, "received", ".part"), bytes);
    }

    final byte[] read(Sha256 hash, long offset, long length) throws IOException {
        try (var part = store().read(hash, offset, length)) {
            return part.readAllBytes();
        }
    }

    private Stream<Sha256> hashes() throws IOException {
        try (var all = store().all()) {
            return all.map(StoredObject::hash).toList().stream();
        }
    }

    private Sha256 keepUnchecked(byte[] bytes) {
        try {
            return keep(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
