package dev.hookline.media.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a bucket and holds back what a test says. */
final class SlowBucket implements AutoCloseable {

    private static final Set<String> OF_THE_CLIENT = headers();

    private final int bucketPort;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile CountDownLatch latch = new CountDownLatch(0);

    SlowBucket(int bucketPort) throws IOException {
        this.bucketPort = bucketPort;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Holds back every question for an object but the first. */
    void holdLaterLooks() {
        latch = new CountDownLatch(1);
    }

    void release() {
        latch.countDown();
    }

    /** How many questions were held back. */
    int held() {
        return held.get();
    }

    /** How many objects were sent. */
    int kept() {
        return kept.get();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("HEAD")
                    && looks.computeIfAbsent(path, any -> new AtomicInteger()).getAndIncrement()
                            > 0) {
                held.incrementAndGet();
                latch.await(30, TimeUnit.SECONDS);
            }
            var response =
                    client.send(
                            requestOf(exchange, path, body),
                            HttpResponse.BodyHandlers.ofByteArray());
            response.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!OF_THE_CLIENT.contains(name) && !name.startsWith(":")) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            if (exchange.getRequestMethod().equals("HEAD")) {
                response.headers()
                        .firstValue("content-length")
                        .ifPresent(length ->
                                exchange.getResponseHeaders().set("Content-Length", length));
                exchange.sendResponseHeaders(response.statusCode(), -1);
                return;
            }
            if (exchange.getRequestMethod().equals("PUT")) {
                kept.incrementAndGet();
            }
            exchange.sendResponseHeaders(
                    response.statusCode(),
                    response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private HttpRequest requestOf(HttpExchange exchange, String path, byte[] body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bucketPort + path))
                        .method(
                                exchange.getRequestMethod(),
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OF_THE_CLIENT.contains(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }

    private static Set<String> headers() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(
                Set.of(
                        "host",
                        "connection",
                        "content-length",
                        "expect",
                        "upgrade",
                        "transfer-encoding"));
        return names;
    }
}
