package dev.hookline.kit.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that the socket has taken of what was written to it: those that the client has
 * received, but for the buffers of both kernels.
 */
final class TakenBytes {

    private long written;
    private long ofFiles;
    private @Nullable FileRegion file;

    /** Counts what is handed to the socket. */
    void written(Object message) {
        if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        } else if (message instanceof FileRegion region) {
            // Files do not count as pending: they are not in memory.
            ofFiles += file == null ? 0 : file.transferred();
            file = region;
        }
    }

    /** The bytes that have left so far; exact but for some hundred bytes that wait. */
    long bytes(Channel channel) {
        long files = ofFiles + (file == null ? 0 : file.transferred());
        var queue = channel.unsafe().outboundBuffer();
        if (queue == null) {
            return written + files;
        }
        long ofCurrent = queue.current() instanceof ByteBuf ? queue.currentProgress() : 0;
        return written + files - queue.totalPendingWriteBytes() + ofCurrent;
    }

    /** The bytes that wait in memory for the socket to take them. */
    static long pending(Channel channel) {
        var queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }
}
