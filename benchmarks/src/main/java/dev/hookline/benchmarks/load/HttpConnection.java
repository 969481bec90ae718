package dev.hookline.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, for one thread: a client with a pool, an event loop and a
 * tracing hook would take processor time from what is measured.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String constantHeaders;

    /** What came back. */
    public record Answer(int status, byte[] body) {}

    /**
     * Connects.
     *
     * @param token sent as bearer token; empty for none
     */
    public HttpConnection(URI server, String token) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        constantHeaders =
                "Host: "
                        + server.getAuthority()
                        + "\r\nContent-Type: application/json\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }

    public Answer get(String path) throws IOException {
        var head = "GET " + path + " HTTP/1.1\r\n" + constantHeaders + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    public Answer post(String path, byte[] body) throws IOException {
        var head =
                "POST "
                        + path
                        + " HTTP/1.1\r\n"
                        + constantHeaders
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n";
        var message = new ByteArrayOutputStream(head.length() + body.length);
        message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(body);
        message.writeTo(out);
        return answer();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("an answer in pieces is not understood here");
            }
        }
        return new Answer(status, in.readNBytes(length));
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection was closed");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
