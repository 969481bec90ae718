package dev.hookline.testsupport;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The answering side of one call to a {@link PluginFixture}. */
public final class PluginAnswer {

    private final HttpExchange exchange;
    private final CountDownLatch released;

    PluginAnswer(HttpExchange exchange, CountDownLatch released) {
        this.exchange = exchange;
        this.released = released;
    }

    public void json(int status, String body) throws IOException {
        send(status, Map.of("Content-Type", "application/json"), body);
    }

    public void send(int status, Map<String, String> headers, String body) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Closes the socket; nothing of the answer, not even a status, has been sent. */
    public void closeConnection() {
        exchange.close();
    }

    /** Waits until the fixture is released or closed. */
    public void awaitRelease() {
        awaitRelease(Duration.ofDays(1));
    }

    /** Waits that long, less if the fixture is released or closed before. */
    public boolean awaitRelease(Duration limit) {
        try {
            return released.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Sends 200 and then one byte at a time, until released or until the caller hangs up. */
    public void drip(Duration pause) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        do {
            body.write(' ');
            body.flush();
        } while (!awaitRelease(pause));
    }
}
