package dev.hookline.gateway.call;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin that answers the first request of each connection with 204 and hangs up on the second,
 * as a server does whose keep-alive time-out passes while a request is on its way.
 */
public final class FicklePlugin implements AutoCloseable {

    private final ServerSocket server;
    private final String keepAlive;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> messageIds = new CopyOnWriteArrayList<>();

    private FicklePlugin(ServerSocket server, String keepAlive) {
        this.server = server;
        this.keepAlive = keepAlive;
        Thread.ofVirtual().start(this::accept);
    }

    /** Starts on a free port, with this value of the header {@code Keep-Alive}. */
    public static FicklePlugin start(String keepAlive) {
        try {
            return new FicklePlugin(
                    new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), keepAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** A manifest that takes a hook here. */
    public Map<String, Object> manifest(String id, String hook) {
        return Map.of(
                "id",
                id,
                "version",
                "1.0.0",
                "endpoint",
                url().toString(),
                "hooks",
                Map.of(hook, Map.of()));
    }

    public int connections() {
        return connections.get();
    }

    /** The {@code webhook-id} of every request that has arrived, answered or not. */
    public List<String> messageIds() {
        return List.copyOf(messageIds);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            if (readRequest(in)) {
                var answer = "HTTP/1.1 204 No Content\r\nKeep-Alive: " + keepAlive + "\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                readRequest(in);
            }
        } catch (IOException callerHungUp) {
            // Expected of a caller that no longer needs the connection.
        }
    }

    private boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        for (var line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            var header = line.split(": ", 2);
            if (header[0].equalsIgnoreCase("content-length")) {
                length = Integer.parseInt(header[1]);
            } else if (header[0].equalsIgnoreCase("webhook-id")) {
                messageIds.add(header[1]);
            }
        }
        return in.readNBytes(length).length > 0;
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
