package dev.hookline.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/late",
                exchange -> {
                    exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
                    exchange.close();
                });
        server.createContext(
                "/never",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void asksUntilTheAnswerIsYes() throws Exception {
        var outcome = readiness(Duration.ofSeconds(20)).await(address("/late"), () -> true);

        assertThat(outcome).isEqualTo(Readiness.Outcome.READY);
        assertThat(asked).hasValue(3);
    }

    @Test
    void stopsAskingWhenTheProcessIsGone() throws Exception {
        var outcome =
                readiness(Duration.ofSeconds(20)).await(address("/never"), () -> asked.get() < 2);

        assertThat(outcome).isEqualTo(Readiness.Outcome.DIED);
    }

    @Test
    void givesUpWhenItsTimeIsOver() throws Exception {
        var outcome = readiness(Duration.ofMillis(300)).await(address("/never"), () -> true);

        assertThat(outcome).isEqualTo(Readiness.Outcome.TOO_LATE);
    }

    private Readiness readiness(Duration limit) {
        return new Readiness(client, Clock.systemUTC(), limit);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
