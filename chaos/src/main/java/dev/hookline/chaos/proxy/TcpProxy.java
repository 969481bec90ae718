package dev.hookline.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a port of the loopback address and passes each connection to one of its targets, in
 * turn; one that refuses is skipped.
 */
public final class TcpProxy implements AutoCloseable {

    static final int CHUNK = 4096;

    private static final int BACKLOG = 256;
    private static final int CONNECT_MILLIS = 2_000;

    private final int port;
    private final List<Integer> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Disturbance disturbance = new Disturbance.None();
    private volatile boolean closed;
    private @Nullable ServerSocket listener;

    /** The two sockets of one connection. */
    private record Pair(Socket client, Socket target) {

        void close() {
            abort(client);
            abort(target);
        }
    }

    private TcpProxy(int port, List<Integer> targets) {
        this.port = port;
        this.targets = List.copyOf(targets);
    }

    /**
     * Starts to listen.
     *
     * @param port a free port
     * @param targets ports of the loopback address
     */
    public static TcpProxy start(int port, Integer... targets) {
        var proxy = new TcpProxy(port, List.of(targets));
        proxy.listen();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Ends all connections at once; new ones are passed. */
    public void cut() {
        pairs.forEach(Pair::close);
    }

    /** Begins a disturbance, which takes the place of the one before. */
    public void disturb(Disturbance wanted) {
        lock.lock();
        try {
            disturbance = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wanted instanceof Disturbance.Refusal) {
            stopListening();
            cut();
        } else {
            listen();
        }
    }

    public void heal() {
        disturb(new Disturbance.None());
    }

    @Override
    public void close() {
        closed = true;
        heal();
        stopListening();
        cut();
    }

    private synchronized void listen() {
        if (closed || listener != null) {
            return;
        }
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            listener = socket;
            Thread.ofVirtual().name("proxy-" + port).start(() -> accept(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on port " + port, failure);
        }
    }

    private synchronized void stopListening() {
        var socket = listener;
        listener = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closedMeanwhile) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            // A connection into a black hole is made, but nothing answers.
            awaitPassage();
            var pair = new Pair(client, connect());
            pairs.add(pair);
            client.setTcpNoDelay(true);
            pair.target().setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(pair.target(), client));
            pump(client, pair.target());
            back.join();
            pair.close();
            pairs.remove(pair);
        } catch (IOException refused) {
            abort(client);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            abort(client);
        }
    }

    private Socket connect() throws IOException {
        int first = turn.getAndIncrement();
        var failure = new IOException("no target");
        for (int i = 0; i < targets.size(); i++) {
            int target = targets.get(Math.floorMod(first + i, targets.size()));
            var socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                        CONNECT_MILLIS);
                return socket;
            } catch (IOException refused) {
                abort(socket);
                failure = refused;
            }
        }
        throw failure;
    }

    private void pump(Socket from, Socket to) {
        var buffer = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, read);
            }
            awaitPassage();
            to.shutdownOutput();
        } catch (IOException broken) {
            abort(from);
            abort(to);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPassage() throws InterruptedException {
        if (disturbance instanceof Disturbance.None) {
            return;
        }
        lock.lock();
        try {
            if (disturbance instanceof Disturbance.Slow(Duration pause)) {
                long left = pause.toNanos();
                while (left > 0 && disturbance instanceof Disturbance.Slow) {
                    left = changed.awaitNanos(left);
                }
            }
            while (disturbance instanceof Disturbance.BlackHole) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes with a reset, so that the other side notices at once. */
    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // Nothing to reset.
        }
        try {
            socket.close();
        } catch (IOException failure) {
            // It is closed all the same.
        }
    }
}
