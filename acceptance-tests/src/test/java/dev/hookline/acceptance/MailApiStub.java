package dev.hookline.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A company's HTTP API for mail, which can go away and come back at the same address. */
final class MailApiStub implements AutoCloseable {

    private static final String UNWANTED = "unwanted@example.org";

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** What was posted. */
    record Posted(String authorization, String idempotencyKey, String body) {}

    MailApiStub() {
        server = listen(0);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/emails");
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            var listening = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 10);
            listening.createContext("/emails", this::take);
            listening.start();
            return listening;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            posted.add(
                    new Posted(
                            headers.getFirst("Authorization"),
                            headers.getFirst("Idempotency-Key"),
                            body));
            var isUnwanted = body.contains(UNWANTED);
            var answer =
                    (isUnwanted ? "{\"message\": \"We know nobody there\"}" : "{\"id\": \"1\"}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isUnwanted ? 422 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
