package dev.hookline.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that pauses and reads requests as the framework does. */
class UnreadBodyTest {

    private static final int LIMIT = 1000;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String READ =
            "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    private static final String REFUSED =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";

    private final Vertx vertx = Vertx.vertx();
    private final List<WeakReference<RoutingContext>> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, READ, REFUSED})
    void keepsAConnectionThatGoesOnToBeUsed(String request) throws IOException {
        var server = start(Duration.ofMillis(200));
        try (var connection = new Socket("localhost", server.actualPort())) {
            long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            while (System.nanoTime() < end) {
                assertThat(exchange(connection, request)).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, READ, REFUSED})
    void requestsDoNotOutliveTheirAnswers(String request) throws IOException {
        var server = start(Duration.ofHours(1));
        try (var connection = new Socket("localhost", server.actualPort())) {
            for (int i = 0; i < 5; i++) {
                exchange(connection, request);
            }
            // The connection itself may hold the last one.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        System.gc();
                        return requests.stream().filter(r -> r.get() != null).count() <= 1;
                    });
        }
    }

    @Test
    void closesAConnectionWhoseBodyDoesNotEndInTime() throws IOException {
        var server = start(Duration.ofMillis(200));
        try (var connection = new Socket("localhost", server.actualPort())) {
            var body = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nbod";
            assertThat(exchange(connection, body)).isEqualTo("HTTP/1.1 200 OK");

            assertThat(isClosedByServer(connection)).isTrue();
        }
    }

    @Test
    void closesAConnectionThatSendsMoreThanTheLimit() throws IOException {
        var server = start(Duration.ofHours(1));
        try (var connection = new Socket("localhost", server.actualPort())) {
            var head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            assertThat(exchange(connection, head)).isEqualTo("HTTP/1.1 200 OK");

            connection.getOutputStream().write(("7d0\r\n" + "x".repeat(2000)).getBytes(US_ASCII));

            assertThat(isClosedByServer(connection)).isTrue();
        }
    }

    private HttpServer start(Duration patience) {
        var router = Router.router(vertx);
        router.route()
                .handler(context -> {
                    requests.add(new WeakReference<>(context));
                    context.request().pause();
                    UnreadBody.discardAfterAnswer(context, LIMIT, patience);
                    context.next();
                });
        router.route("/read").handler(UnreadBodyTest::answerAtTheEnd);
        router.route().handler(context -> context.response().end());
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Fetches piece by piece, as a blocking stream does. */
    private static void answerAtTheEnd(RoutingContext context) {
        var request = context.request();
        request.endHandler(end -> context.response().end());
        request.handler(piece -> request.fetch(1));
        request.fetch(1);
    }

    private static String exchange(Socket connection, String request) throws IOException {
        connection.setSoTimeout(10_000);
        connection.getOutputStream().write(request.getBytes(US_ASCII));
        var answer =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        var status = answer.readLine();
        for (var line = status; line != null && !line.isEmpty(); line = answer.readLine()) {
            // Skips the rest of the head; there is no body.
            continue;
        }
        return String.valueOf(status);
    }

    private static boolean isClosedByServer(Socket connection) {
        try {
            return connection.getInputStream().read() < 0;
        } catch (IOException e) {
            return e.getMessage().contains("reset");
        }
    }
}
