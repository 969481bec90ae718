package dev.hookline.media.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of an answer, which is cut off when it is closed before its end: reading to the end of
 * what nobody wants could take minutes.
 */
final class S3Bytes extends InputStream {

    private final ResponseInputStream<?> answer;
    private long left;

    S3Bytes(ResponseInputStream<?> answer, long length) {
        this.answer = answer;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = readOn(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the bucket's answer ended early, missing bytes: " + left);
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.abort();
        } else {
            answer.close();
        }
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        try {
            return answer.read(buffer, offset, length);
        } catch (SdkException e) {
            throw new IOException("the bucket's answer broke off", e);
        }
    }
}
