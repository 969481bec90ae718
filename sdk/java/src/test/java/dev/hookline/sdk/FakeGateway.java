package dev.hookline.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers the plugin API as a test says, and remembers what it was asked. */
final class FakeGateway implements AutoCloseable {

    private static final String PREFIX = "/plugin-api/v1";

    private final HttpServer server;
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    record Asked(String call, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    private record Canned(int status, byte[] body) {}

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.createContext(PREFIX, this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a call, {@code GET /kv/a}, this way from now on. */
    FakeGateway on(String call, int status, String body) {
        answers.put(call, new Canned(status, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The oldest call that was not taken yet; waits for one. */
    Asked next() {
        try {
            var call = asked.poll(10, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("the gateway was not called");
            }
            return call;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString().substring(PREFIX.length());
            var call = exchange.getRequestMethod() + " " + path;
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(call, Map.copyOf(exchange.getRequestHeaders()), body));
            var unknown = new Canned(404, "{\"type\": \"urn:x:not-found\"}".getBytes());
            var canned = answers.getOrDefault(call, unknown);
            exchange.sendResponseHeaders(
                    canned.status(), canned.body().length == 0 ? -1 : canned.body().length);
            exchange.getResponseBody().write(canned.body());
        }
    }
}
