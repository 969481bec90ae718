package dev.hookline.kit.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionGuardTest {

    private static final int LARGE = 16 * 1024 * 1024;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_FILE = "GET /file HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir private Path directory;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Files.write(directory.resolve("file"), new byte[LARGE]);
        server =
                vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                        .requestHandler(this::answer)
                        .listen(0)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    @AfterEach
    void stop() {
        guard(limits(LONG, LONG, LONG));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void keepsAConnectionThatIsUsed() throws IOException {
        guard(limits(SHORT, SHORT, SHORT));
        try (var client = connect()) {
            long end = System.nanoTime() + Duration.ofMillis(1000).toNanos();
            while (System.nanoTime() < end) {
                send(client, GET);
                assertThat(statusOf(client)).isEqualTo("HTTP/1.1 200 OK");
            }
        }
        assertThat(metrics.find("hookline.http.connections.closed").counters()).isEmpty();
    }

    @Test
    void waitsForAnAnswerThatTakesLong() throws IOException {
        guard(limits(SHORT, SHORT, SHORT));
        try (var client = connect()) {
            send(client, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(statusOf(client)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void closesAConnectionThatSendsNothing() throws IOException {
        guard(limits(SHORT, LONG, LONG));
        try (var client = connect()) {
            assertThat(isClosedByServer(client)).isTrue();
        }
        assertClosed(CloseReason.IDLE);
    }

    @Test
    void closesAConnectionThatIsNoLongerUsed() throws IOException {
        guard(limits(SHORT, LONG, LONG));
        try (var client = connect()) {
            send(client, GET);
            assertThat(statusOf(client)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(isClosedByServer(client)).isTrue();
        }
        assertClosed(CloseReason.IDLE);
    }

    @Test
    void closesAConnectionWhoseHeadTakesTooLong() throws IOException {
        guard(limits(LONG, SHORT, LONG));
        try (var client = connect()) {
            send(client, "GET / HT");
            assertThat(isClosedByServer(client)).isTrue();
        }
        assertClosed(CloseReason.SLOW_HEAD);
    }

    @Test
    void closesAConnectionThatSendsRequestsWithoutWaitingForAnswers() throws IOException {
        guard(limits(LONG, LONG, LONG));
        try (var client = connect()) {
            send(client, "GET /never HTTP/1.1\r\nHost: a\r\n\r\n" + GET.repeat(20));
            assertThat(isClosedByServer(client)).isTrue();
        }
        assertClosed(CloseReason.PIPELINED);
    }

    @Test
    void closesAConnectionThatReadsTooSlowly() throws IOException {
        guard(limits(LONG, LONG, SHORT));
        try (var client = connect()) {
            send(client, GET_LARGE);
            assertClosed(CloseReason.SLOW_READER);
        }
    }

    @Test
    void closesAConnectionThatReadsAFileTooSlowly() throws IOException {
        guard(limits(LONG, LONG, SHORT));
        try (var client = connect()) {
            send(client, GET_FILE);
            assertClosed(CloseReason.SLOW_READER);
        }
    }

    @Test
    void letsAClientReadThatIsSlowButSteady() throws IOException {
        guard(
                new ConnectionLimits(
                        100, LONG, LONG, 10, 10_000, Duration.ofSeconds(1), 100L * LARGE));
        for (var request : new String[] {GET_LARGE, GET_FILE}) {
            try (var client = connect()) {
                send(client, request);
                assertThat(readSlowly(client)).isGreaterThan(LARGE);
            }
        }
    }

    @Test
    void countsAnswersThatAreFiles() throws IOException {
        guard(limits(LONG, LONG, LONG));
        try (var client = connect()) {
            for (int i = 0; i < 30; i++) {
                send(client, "GET /empty HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(statusOf(client)).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void cutsOffTheClientWithMostUnreadBytes() throws IOException {
        guard(new ConnectionLimits(100, LONG, LONG, 10, 1, LONG, 2L * LARGE));
        try (var first = connect();
                var second = connect();
                var third = connect()) {
            send(first, GET_LARGE);
            send(second, GET_LARGE);
            send(third, GET_LARGE);
            assertClosed(CloseReason.UNREAD_ANSWERS);
            assertThat(
                            metrics.get("hookline.http.connections.closed")
                                    .tag("reason", "unread-answers")
                                    .counter()
                                    .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aNewConnectionTakesThePlaceOfTheOneThatWaitedLongest() throws IOException {
        guard(new ConnectionLimits(2, LONG, LONG, 10, 1, LONG, LARGE));
        try (var busy = connect()) {
            send(busy, "GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
            arrived.join();
            try (var waiting = connect();
                    var newcomer = connect()) {
                send(newcomer, GET);
                assertThat(statusOf(newcomer)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(isClosedByServer(waiting)).isTrue();
            }
        }
        assertClosed(CloseReason.CROWDED);
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/never" -> arrived.complete(request.pause());
            case "/slow" -> vertx.setTimer(700, time -> request.response().end());
            case "/large" -> request.response().end(Buffer.buffer(new byte[LARGE]));
            case "/file" -> request.response().sendFile(directory.resolve("file").toString());
            case "/empty" ->
                    request.response().sendFile(directory.resolve("file").toString(), 0, 0);
            default -> request.response().end();
        }
    }

    private static ConnectionLimits limits(Duration idle, Duration head, Duration grace) {
        return new ConnectionLimits(100, idle, head, 10, 1024 * 1024, grace, 100L * LARGE);
    }

    private void guard(ConnectionLimits limits) {
        GuardInstaller.guard(new Connections(limits, metrics));
    }

    private void assertClosed(CloseReason reason) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        metrics.find("hookline.http.connections.closed")
                                        .tag("reason", reason.label())
                                        .counter()
                                != null);
    }

    private Socket connect() throws IOException {
        var client = new Socket("localhost", server.actualPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Reads the head of an answer that has no body. */
    private static String statusOf(Socket client) throws IOException {
        var head = new StringBuilder();
        InputStream answer = client.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString().lines().findFirst().orElse("nothing");
    }

    /** At about eight megabytes a second, in small pieces. */
    private static long readSlowly(Socket client) throws IOException {
        var piece = new byte[64 * 1024];
        long total = 0;
        while (total <= LARGE) {
            long next = System.nanoTime() + Duration.ofMillis(7).toNanos();
            while (System.nanoTime() < next) {
                Thread.onSpinWait();
            }
            int read = client.getInputStream().read(piece);
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    private static boolean isClosedByServer(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException e) {
            return e.getMessage().contains("reset");
        }
    }
}
