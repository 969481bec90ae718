package dev.hookline.plugins.analytics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for a tag manager on this machine: its script says on the page that it has run, and
 * reports nothing to anywhere.
 */
final class TagManager implements AutoCloseable {

    private static final String SCRIPT =
            "document.documentElement.dataset.analytics = 'loaded';\n"
                    + "window.dataLayer = window.dataLayer || [];\n"
                    + "window.dataLayer.push({event: 'page', path: location.pathname});\n";

    private final HttpServer server;

    private TagManager(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts listening on the loopback address.
     *
     * @param port preferred; another one when it is taken, any with 0
     */
    static TagManager start(int port) {
        var server = bound(port);
        server.createContext("/gtm.js", exchange -> answer(exchange, "text/javascript", SCRIPT));
        server.createContext(
                "/ns.html",
                exchange -> answer(exchange, "text/html", "<!doctype html><title>-</title>"));
        server.start();
        return new TagManager(server);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static HttpServer bound(int port) {
        try {
            return HttpServer.create(address(port), 0);
        } catch (IOException taken) {
            try {
                return HttpServer.create(address(0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
