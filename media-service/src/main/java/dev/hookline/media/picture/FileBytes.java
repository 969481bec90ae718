package dev.hookline.media.picture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read here and there through one small buffer. Each fresh read asks the allowance,
 * so that no decoder outlives it.
 */
final class FileBytes implements Closeable {

    private static final int BUFFER = 32 * 1024;

    private final FileChannel file;
    private final Allowance allowance;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long bufferAt;

    FileBytes(Path path, Allowance allowance) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.allowance = allowance;
        this.size = file.size();
    }

    long size() {
        return size;
    }

    /** Reads some bytes; -1 at the end. */
    int read(long at, byte[] into, int offset, int length) throws IOException {
        if (at < 0 || at >= size) {
            return -1;
        }
        if (at < bufferAt || at >= bufferAt + buffer.limit()) {
            fill(at);
        }
        var from = (int) (at - bufferAt);
        var count = Math.min(length, buffer.limit() - from);
        if (count <= 0) {
            return -1;
        }
        buffer.get(from, into, offset, count);
        return count;
    }

    private void fill(long at) throws IOException {
        allowance.check();
        buffer.clear();
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) > 0) {
            // until it is full or the file ends
        }
        buffer.flip();
        bufferAt = at;
    }

    /**
     * Exactly so many bytes.
     *
     * @throws UnreadablePictureException when the file ends before
     */
    byte[] bytes(long at, int length) throws IOException {
        if (length < 0 || at > size - length) {
            throw new UnreadablePictureException("the file ends too early");
        }
        var bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int count = read(at + done, bytes, done, length - done);
            if (count < 0) {
                throw new UnreadablePictureException("the file ends too early");
            }
            done += count;
        }
        return bytes;
    }

    /** The same, to take numbers from; big-endian. */
    ByteBuffer buffer(long at, int length) throws IOException {
        return ByteBuffer.wrap(bytes(at, length));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
