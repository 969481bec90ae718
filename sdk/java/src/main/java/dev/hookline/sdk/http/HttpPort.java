package dev.hookline.sdk.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A listening socket that reads bounded requests and stops in good order. */
public final class HttpPort {

    static {
        // Without it each answer waits for the caller's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final System.Logger LOG = System.getLogger(HttpPort.class.getName());
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser inFlight = new Phaser(1);
    private volatile boolean stopping;

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /** Takes the address without serving yet, so that a port of 0 becomes a number first. */
    public static HttpPort bind(String host, int port) {
        try {
            return new HttpPort(HttpServer.create(new InetSocketAddress(host, port), BACKLOG));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port, failure);
        }
    }

    public int number() {
        return server.getAddress().getPort();
    }

    /**
     * Serves from now on, each request on a virtual thread of its own.
     *
     * @param bodyLimit in bytes; larger requests are refused with 413
     */
    public void serve(int bodyLimit, Function<Request, Reply> requests) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, bodyLimit, requests));
        server.start();
    }

    /** Refuses new requests, lets those in flight end, at most that long, and closes. */
    public void close(Duration patience) {
        stopping = true;
        var phase = inFlight.arriveAndDeregister();
        try {
            inFlight.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillBusy) {
            LOG.log(System.Logger.Level.WARNING, "closing with requests in flight");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange, int limit, Function<Request, Reply> requests) {
        try (exchange) {
            if (inFlight.register() < 0) {
                return;
            }
            try {
                send(exchange, reply(exchange, limit, requests));
            } finally {
                inFlight.arriveAndDeregister();
            }
        } catch (IOException callerHungUp) {
            LOG.log(System.Logger.Level.DEBUG, "the caller hung up", callerHungUp);
        }
    }

    private Reply reply(HttpExchange exchange, int limit, Function<Request, Reply> requests)
            throws IOException {
        if (stopping) {
            return Reply.of(Problem.stopping());
        }
        var body = exchange.getRequestBody().readNBytes(limit + 1);
        if (body.length > limit) {
            return Reply.of(Problem.tooLarge(limit));
        }
        return requests.apply(
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        body));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }
}
