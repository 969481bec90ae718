package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** How the store takes the failures of a server. */
class S3FailureTest {

    private static final Sha256 HASH = new Sha256("0".repeat(64));

    @TempDir Path directory;

    private final List<HttpExchange> requests = new ArrayList<>();
    private HttpServer server;
    private S3Client client;
    private MediaStore store;
    private int status;
    private String body = "";
    private long announced;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        client = S3Clients.to(server.getAddress().getPort());
        store = new S3Store(client, "files", S3Clients.CONFIG);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void saysNoSecretsWhenItIsNotLetIn() {
        fail(403, "AccessDenied");

        assertThatThrownBy(() -> store.find(HASH))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class)
                .hasMessageNotContaining(S3Clients.SECRET);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"507, Anything", "400, QuotaExceeded"})
    void saysThatThereIsNoRoom(int status, String code) throws IOException {
        fail(status, code);
        var received = Files.writeString(directory.resolve("received"), "bytes");

        assertThatThrownBy(() -> store.keep(Sha256.of(received), received))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.read(HASH, 0, 1)).isInstanceOf(StorageFullException.class);
    }

    @Test
    void triesAgainButNotForEver() {
        fail(503, "SlowDown");

        assertThatThrownBy(() -> store.read(HASH, 0, 1)).isInstanceOf(IOException.class);

        assertThat(requests).hasSizeBetween(2, 4);
    }

    @Test
    void doesNotTakeABrokenAnswerForTheWhole() throws IOException {
        status = 206;
        body = "half";
        announced = 8;

        try (var part = store.read(HASH, 0, 8)) {
            assertThat(part.readNBytes(4)).isEqualTo(body.getBytes());
            assertThatThrownBy(part::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAnAnswerOfAnotherSize() {
        status = 206;
        body = "half";
        announced = 4;

        assertThatThrownBy(() -> store.read(HASH, 0, 8)).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(20)
    void givesUpOnAServerThatDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0);
                var toSilence = S3Clients.to(silent.getLocalPort())) {
            var waiting = new S3Store(toSilence, "files", S3Clients.CONFIG);
            assertThatThrownBy(waiting::check).isInstanceOf(IOException.class);
        }
    }

    private void fail(int status, String code) {
        this.status = status;
        this.body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
        this.announced = body.length();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange);
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : announced);
            if (!head) {
                exchange.getResponseBody().write(body.getBytes());
                exchange.getResponseBody().flush();
            }
        }
    }
}
