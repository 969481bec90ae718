package dev.hookline.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hookline.benchmarks.plugin.PluginServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void countsWhatAServerAnswers() throws Exception {
        try (var server = PluginServer.start(body -> body)) {
            var outcome = Clients.run(2, SHORT, number -> new Echo(server.url()));

            assertThat(outcome.latencies().count()).isPositive();
            assertThat(outcome.perSecond()).isPositive();
        }
    }

    @Test
    void readsAnAnswerWithoutABody() throws Exception {
        try (var server = PluginServer.start(body -> new byte[0]);
                var connection = new HttpConnection(server.url(), "")) {
            assertThat(connection.post("/", new byte[3]).status()).isEqualTo(204);
            assertThat(connection.post("/", new byte[3]).body()).isEmpty();
        }
    }

    @Test
    void endsWithTheFailureOfAClient() throws Exception {
        try (var server = PluginServer.start(body -> body)) {
            assertThatIOException()
                    .isThrownBy(() ->
                            Clients.run(
                                    2,
                                    SHORT,
                                    number -> {
                                        throw new IOException("no " + server.url());
                                    }))
                    .withMessageContaining("a client gave up");
        }
    }

    private static final class Echo implements Clients.Client {

        private final HttpConnection connection;

        Echo(URI server) throws IOException {
            connection = new HttpConnection(server, "");
        }

        @Override
        public void send() throws IOException {
            var answer = connection.post("/", "{}".getBytes(StandardCharsets.US_ASCII));
            if (answer.status() != 200 || answer.body().length != 2) {
                throw new IOException("not what was sent");
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
