package dev.hookline.media.derivative;

import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import dev.hookline.media.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store that counts how often it is asked, and can be made to hesitate. */
final class ShelfStore implements MediaStore {

    private final Map<Sha256, Path> files = new ConcurrentHashMap<>();
    private final Path directory;
    private final boolean remote;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    ShelfStore(Path directory, boolean remote) {
        this.directory = directory;
        this.remote = remote;
    }

    Sha256 put(byte[] file) throws IOException {
        var path = Files.write(Files.createTempFile(directory, "original", ""), file);
        var hash = Sha256.of(path);
        files.put(hash, path);
        return hash;
    }

    int asked() {
        return asked.get();
    }

    /** Whoever asks waits from now on; counting down what is returned ends it. */
    CountDownLatch close() {
        gate = new CountDownLatch(1);
        return gate;
    }

    @Override
    public Optional<Path> localFile(Sha256 hash) {
        asked.incrementAndGet();
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return remote ? Optional.empty() : Optional.ofNullable(files.get(hash));
    }

    @Override
    public Optional<StoredObject> find(Sha256 hash) {
        return Optional.ofNullable(files.get(hash))
                .map(file -> new StoredObject(hash, size(file), Instant.EPOCH));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream read(Sha256 hash, long offset, long length) throws IOException {
        var file = files.get(hash);
        if (file == null) {
            throw new NoSuchFileException(hash.hex());
        }
        return new ByteArrayInputStream(Files.readAllBytes(file), (int) offset, (int) length);
    }

    @Override
    public void keep(Sha256 hash, Path received) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Sha256 hash) {
        files.remove(hash);
    }

    @Override
    public Stream<StoredObject> all() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long removeLeftovers(Instant before) {
        throw new UnsupportedOperationException();
    }
}
