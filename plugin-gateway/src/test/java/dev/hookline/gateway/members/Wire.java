package dev.hookline.gateway.members;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** One end of a connection, byte by byte, as a plugin or a service that misbehaves. */
final class Wire implements AutoCloseable {

    /** Small, so that what is not read soon stops whoever sends it. */
    private static final int BUFFER = 64 * 1024;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static Wire to(int port) throws IOException {
        var socket = new Socket();
        socket.setSendBufferSize(BUFFER);
        socket.setReceiveBufferSize(BUFFER);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new Wire(socket);
    }

    static ServerSocket listen(int port) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.setReceiveBufferSize(BUFFER);
        server.bind(new InetSocketAddress("127.0.0.1", port));
        server.setSoTimeout(PATIENCE_MILLIS);
        return server;
    }

    static Wire from(ServerSocket server) throws IOException {
        return new Wire(server.accept());
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Request line or status line and headers, in lower case. */
    String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("ended after " + head);
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
    }

    /** Exactly so many bytes. */
    byte[] read(int length) throws IOException {
        return in.readNBytes(length);
    }

    /** All that comes until the other side ends, however it does. */
    byte[] readToTheEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        var chunk = new byte[BUFFER];
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                all.write(chunk, 0, read);
            }
        } catch (SocketException reset) {
            // An end, too.
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
