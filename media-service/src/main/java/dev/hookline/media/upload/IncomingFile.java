package dev.hookline.media.upload;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.media.store.Sha256;
import dev.hookline.media.store.StorageFullException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A file while it is received and looked at; gone once it is closed. */
final class IncomingFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IncomingFile.class);

    /** In bytes; also the most that is written at once. */
    static final int BUFFER_SIZE = 32 * 1024;

    private final Path path;
    private final long maxSize;
    private long size;
    private @Nullable Sha256 hash;

    IncomingFile(Path path, long maxSize) {
        this.path = path;
        this.maxSize = maxSize;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Of all that was received. */
    Sha256 hash() {
        if (hash == null) {
            throw new IllegalStateException("nothing has been received as " + path);
        }
        return hash;
    }

    /**
     * Writes and hashes what comes, and returns when the disk has it.
     *
     * @throws BodyLostException when the content ends too early
     * @throws StorageFullException when the disk is full
     * @throws ProblemException 413 {@code too-large} when more comes than a file may have
     */
    void receive(InputStream content) throws IOException {
        var digest = Sha256.digest();
        try (var file =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER_SIZE];
            int read = content.read(buffer);
            while (read >= 0) {
                size += read;
                requireWithinLimit();
                digest.update(buffer, 0, read);
                write(file, ByteBuffer.wrap(buffer, 0, read));
                read = content.read(buffer);
            }
            file.force(true);
        }
        hash = Sha256.of(digest);
    }

    /** Removes the file; what cannot be removed now is swept up later. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("an incoming file could not be removed: %s", e);
        }
    }

    private void requireWithinLimit() {
        if (size > maxSize) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "a file may have at most " + maxSize + " bytes");
        }
    }

    /** While what was written is still there, the disk's figures tell whether it is full. */
    private void write(FileChannel file, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw StorageFullException.orSame(e, path, BUFFER_SIZE);
        }
    }
}
