package dev.hookline.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine that a test can break, on a port that stays the same.
 *
 * <p>A connection that has been silent stays so, because bytes are missing from it.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1000;

    private enum Mode {
        PASSING,
        SILENT,
        REFUSING
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final Set<Socket> unanswered = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASSING;

    private TcpProxy(int port, int target) throws IOException {
        this.server = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /**
     * @param port where it listens on the loopback address, 0 for a free one
     * @param target the port to which it connects
     */
    public static TcpProxy start(int port, int target) {
        try {
            return new TcpProxy(port, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Swallows every byte and closes nothing, as when a host vanishes. */
    public void fallSilent() {
        mode = Mode.SILENT;
        pairs.forEach(Pair::silence);
    }

    /** Ends all connections, and every new one at once. */
    public void refuse() {
        mode = Mode.REFUSING;
        pairs.forEach(Pair::end);
        unanswered.forEach(TcpProxy::closeQuietly);
    }

    /**
     * Lets new connections pass. The server learns now that silent ones are gone, as it would by
     * TCP keepalive; the client does not.
     */
    public void pass() {
        mode = Mode.PASSING;
        pairs.stream().filter(Pair::isSilent).forEach(pair -> closeQuietly(pair.upstream));
    }

    @Override
    public void close() {
        closeQuietly(server);
        refuse();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                switch (mode) {
                    case PASSING -> connect(client);
                    case SILENT -> unanswered.add(client);
                    case REFUSING -> closeQuietly(client);
                }
            } catch (IOException e) {
                // Closed, or the target does not listen: the client sees its connection end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var upstream = new Socket();
        try {
            upstream.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                    CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        } catch (IOException e) {
            closeQuietly(client);
            closeQuietly(upstream);
            throw e;
        }
        var pair = new Pair(client, upstream);
        pairs.add(pair);
        Thread.ofVirtual().start(() -> pump(pair, client, upstream));
        Thread.ofVirtual().start(() -> pump(pair, upstream, client));
    }

    private void pump(Pair pair, Socket from, Socket to) {
        var buffer = new byte[16_384];
        try {
            int read;
            while ((read = from.getInputStream().read(buffer)) >= 0) {
                if (!pair.isSilent()) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has gone.
        }
        if (pair.isSilent()) {
            closeQuietly(from);
        } else {
            pairs.remove(pair);
            pair.end();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing is left to be done about it.
        }
    }

    /** A client's connection and the one that serves it. */
    private static final class Pair {

        private final Socket client;
        private final Socket upstream;
        private volatile boolean silent;

        Pair(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        boolean isSilent() {
            return silent;
        }

        void silence() {
            silent = true;
        }

        void end() {
            closeQuietly(client);
            closeQuietly(upstream);
        }
    }
}
