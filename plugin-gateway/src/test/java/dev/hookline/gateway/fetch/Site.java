package dev.hookline.gateway.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A site on the loopback network, from which tests fetch. */
public final class Site implements AutoCloseable {

    private interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    /** What the site was asked. */
    public record Received(
            String method,
            String path,
            @Nullable String query,
            Map<String, List<String>> headers,
            byte[] body) {

        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Site(String address) {
        this(address, 0);
    }

    public Site(String address, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://" + server.getAddress().getHostString() + ':' + port() + path;
    }

    public void on(
            String path, String method, int status, Map<String, String> headers, String body) {
        on(path, method, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public void on(
            String path, String method, int status, Map<String, String> headers, byte[] body) {
        answers.put(
                path,
                exchange -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    var isEmpty = body.length == 0 || method.equals("HEAD");
                    exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
                    if (!isEmpty) {
                        exchange.getResponseBody().write(body);
                    }
                });
    }

    public void redirect(String path, int status, String location) {
        on(path, "GET", status, Map.of("Location", location), "");
    }

    public void hang(String path) {
        answers.put(
                path,
                exchange -> {
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    public List<Received> requests() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            received.add(
                    new Received(
                            exchange.getRequestMethod(),
                            path,
                            exchange.getRequestURI().getRawQuery(),
                            exchange.getRequestHeaders(),
                            exchange.getRequestBody().readAllBytes()));
            var answer = answers.get(path);
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer.send(exchange);
            }
        } catch (IOException callerHungUp) {
            // Expected of a caller that bounds its waiting.
        }
    }
}
