package dev.hookline.chaos.plugin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The least of HTTP/1.1 that a plugin needs. */
final class HttpMessages {

    static final byte[] NO_CONTENT =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String LENGTH = "content-length:";

    private HttpMessages() {}

    /** The body of the next request; empty at the end of the connection. */
    static Optional<byte[]> next(InputStream in) throws IOException {
        int length = 0;
        var first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a call that ends in its middle");
        }
        return Optional.of(body);
    }

    static byte[] json(int status, byte[] body) {
        var message = new ByteArrayOutputStream(body.length + 128);
        message.writeBytes(head(status, body.length));
        message.writeBytes(body);
        return message.toByteArray();
    }

    static byte[] head(int status, int length) {
        return ("HTTP/1.1 "
                        + status
                        + " Answer\r\nContent-Type: application/json\r\nContent-Length: "
                        + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A line without its end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
