package dev.hookline.chaos.plugin;

import dev.hookline.chaos.evidence.Delivery;
import dev.hookline.chaos.script.FaultKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A plugin on a socket of its own, which writes down every call and misbehaves when it is told to.
 */
public final class PluginProcess implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int FLOOD_BYTES = 2 * 1024 * 1024;
    private static final long DRIP_NANOS = 300_000_000L;

    private final String id;
    private final Clock clock;
    private final ServerSocket server;
    private final Function<Call, Reply> behaviour;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Optional<FaultKind> fault = Optional.empty();

    private PluginProcess(
            String id, Clock clock, ServerSocket server, Function<Call, Reply> behaviour) {
        this.id = id;
        this.clock = clock;
        this.server = server;
        this.behaviour = behaviour;
    }

    /** Listens on a free port. */
    static PluginProcess start(String id, Clock clock, Function<Call, Reply> behaviour) {
        try {
            var socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            var plugin = new PluginProcess(id, clock, socket, behaviour);
            Thread.ofVirtual().name("plugin-" + id).start(plugin::accept);
            return plugin;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String id() {
        return id;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Misbehaves in this manner from now on. */
    public void misbehave(FaultKind kind) {
        fault = Optional.of(kind);
    }

    /** Behaves well again, also towards calls that hang. */
    public void heal() {
        lock.lock();
        try {
            fault = Optional.empty();
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All calls in the order of their arrival. */
    public List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    @Override
    public void close() throws IOException {
        heal();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
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
            for (var body = HttpMessages.next(in); body.isPresent(); body = HttpMessages.next(in)) {
                answer(Call.of(body.get()), out);
            }
        } catch (IOException gone) {
            // The caller, or the proxy in between, has ended the connection.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Call call, OutputStream out) throws IOException, InterruptedException {
        int position = note(call);
        var disturbance = fault;
        if (disturbance.isPresent()) {
            disturbed(disturbance.get(), out);
        }
        var reply = behaviour.apply(call);
        // Noted before it is sent: the gateway may have read it although the sending fails.
        accept(position);
        out.write(reply.message());
    }

    /** Ends normally when the call is to be answered well after all. */
    private void disturbed(FaultKind kind, OutputStream out)
            throws IOException, InterruptedException {
        switch (kind) {
            case PLUGIN_HANG -> {
                awaitHealing(Long.MAX_VALUE);
                throw new IOException("hung");
            }
            case PLUGIN_DRIP -> {
                out.write(HttpMessages.head(200, 1000));
                do {
                    out.write(' ');
                    out.flush();
                } while (!awaitHealing(DRIP_NANOS));
                throw new IOException("dripped");
            }
            case PLUGIN_FLOOD -> {
                out.write(HttpMessages.json(200, new byte[FLOOD_BYTES]));
                throw new IOException("flooded");
            }
            case PLUGIN_FLAP -> {
                if (calls.incrementAndGet() % 2 == 0) {
                    throw new IOException("flapped");
                }
            }
            case PLUGIN_RUBBISH -> {
                var rubbish =
                        calls.incrementAndGet() % 2 == 0
                                ? "Good day to you.\r\n\r\n"
                                : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"value\":";
                out.write(rubbish.getBytes(StandardCharsets.US_ASCII));
                throw new IOException("answered with rubbish");
            }
            default -> throw new IllegalStateException("not a fault of plugins: " + kind);
        }
    }

    /** Waits that long at most; whether it is healed. */
    private boolean awaitHealing(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (fault.isPresent() && left > 0) {
                left = healed.awaitNanos(left);
            }
            return fault.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private int note(Call call) {
        synchronized (deliveries) {
            deliveries.add(new Delivery(id, call.hook(), call.id(), clock.instant(), false));
            return deliveries.size() - 1;
        }
    }

    private void accept(int position) {
        synchronized (deliveries) {
            var noted = deliveries.get(position);
            deliveries.set(
                    position,
                    new Delivery(
                            noted.plugin(), noted.hook(), noted.eventId(), noted.arrived(), true));
        }
    }
}
