package dev.hookline.benchmarks.plugin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The least that speaks the plugin protocol: HTTP/1.1 over kept-alive connections, a virtual thread
 * for each. It verifies no signature and lives in the measuring process.
 */
public final class PluginServer implements AutoCloseable {

    private static final int BACKLOG = 512;
    private static final byte[] NO_CONTENT =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Hook hook;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Answers one call. */
    @FunctionalInterface
    public interface Hook {

        /** The JSON to answer with; empty for void. */
        byte[] answer(byte[] body) throws IOException, InterruptedException;
    }

    private PluginServer(ServerSocket server, Hook hook) {
        this.server = server;
        this.hook = hook;
    }

    /** Listens on a free port of the loopback address. */
    public static PluginServer start(Hook hook) throws IOException {
        var server =
                new PluginServer(
                        new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), hook);
        Thread.ofPlatform().daemon().name("plugin-server").start(server::accept);
        return server;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            var out = connection.getOutputStream();
            for (int length = readHead(in); length >= 0; length = readHead(in)) {
                out.write(message(hook.answer(in.readNBytes(length))));
            }
        } catch (IOException gone) {
            // The caller may close whenever it likes.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static byte[] message(byte[] body) {
        if (body.length == 0) {
            return NO_CONTENT;
        }
        var message = new ByteArrayOutputStream(body.length + 96);
        message.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(body);
        return message.toByteArray();
    }

    /** Reads a request up to its body; the body's length, or -1 at the end of the connection. */
    private static int readHead(InputStream in) throws IOException {
        int length = 0;
        boolean begun = false;
        while (true) {
            var line = line(in);
            if (line == null) {
                return -1;
            }
            if (line.isEmpty()) {
                return begun ? length : -1;
            }
            begun = true;
            if (line.regionMatches(true, 0, "content-length:", 0, "content-length:".length())) {
                length =
                        Integer.parseInt(
                                line.toLowerCase(Locale.ROOT)
                                        .substring("content-length:".length())
                                        .strip());
            }
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                return null;
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
