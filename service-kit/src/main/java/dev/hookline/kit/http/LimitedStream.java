package dev.hookline.kit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A stream that refuses to be read beyond a limit. */
final class LimitedStream extends FilterInputStream {

    private final Supplier<? extends RuntimeException> refusal;
    private long left;

    LimitedStream(InputStream source, long limit, Supplier<? extends RuntimeException> refusal) {
        super(source);
        this.left = limit;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            take(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            take(read);
        }
        return read;
    }

    private void take(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw refusal.get();
        }
    }
}
