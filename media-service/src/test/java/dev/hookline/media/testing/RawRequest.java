package dev.hookline.media.testing;

import dev.hookline.testsupport.TestTokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An upload as bytes on a connection, so that a test can break it off or lie about it. */
public final class RawRequest implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    /** Sends the head of an upload; the body is up to the test. */
    public RawRequest(String... headers) throws IOException {
        this(TestTokens.admin(), headers);
    }

    public RawRequest(String token, String[] headers) throws IOException {
        socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n\r\n"
                        .formatted(
                                MediaApi.MEDIA,
                                token,
                                Form.CONTENT_TYPE,
                                String.join("\r\n", headers));
        send(head.getBytes(StandardCharsets.US_ASCII));
    }

    public RawRequest send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends one chunk of a body of unknown length; an empty one ends it. */
    public RawRequest chunk(byte[] bytes) throws IOException {
        send((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(bytes).send(new byte[] {'\r', '\n'});
    }

    /** The first line of the answer. */
    public String status() throws IOException {
        var line = new StringBuilder();
        var answer = socket.getInputStream();
        for (int next = answer.read(); next >= 0 && next != '\n'; next = answer.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
