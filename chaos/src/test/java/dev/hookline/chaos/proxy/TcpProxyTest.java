package dev.hookline.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.localstack.port.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private final Echo echo = new Echo();
    private final TcpProxy proxy = TcpProxy.start(FreePorts.any(), echo.port());

    @AfterEach
    void tidyUp() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (var client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void endsConnectionsThatAreCutAndPassesNewOnes() throws IOException {
        try (var client = connect();
                var later = connect()) {
            ask(client, "hello");
            proxy.cut();

            assertThatThrownBy(() -> ask(client, "again")).isInstanceOf(IOException.class);
            try (var afterwards = connect()) {
                assertThat(ask(afterwards, "hello")).isEqualTo("hello");
            }
        }
    }

    @Test
    void holdsBytesBackInABlackHoleAndPassesThemWhenItEnds() throws IOException {
        try (var client = connect()) {
            ask(client, "hello");
            proxy.disturb(new Disturbance.BlackHole());
            client.setSoTimeout(200);
            assertThatThrownBy(() -> ask(client, "again"))
                    .isInstanceOf(SocketTimeoutException.class);

            proxy.heal();

            client.setSoTimeout(5_000);
            assertThat(new String(client.getInputStream().readNBytes(5))).isEqualTo("again");
        }
    }

    @Test
    void delaysWhatIsSlowedDown() throws IOException {
        proxy.disturb(new Disturbance.Slow(Duration.ofMillis(150)));
        long begin = System.nanoTime();
        try (var client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void refusesConnectionsAndTakesThemAgainWhenHealed() throws IOException {
        proxy.disturb(new Disturbance.Refusal());
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);

        proxy.heal();

        try (var client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void takesTheNextTargetWhenOneRefuses() throws IOException {
        try (var both = TcpProxy.start(FreePorts.any(), FreePorts.any(), echo.port());
                var first = new Socket(InetAddress.getLoopbackAddress(), both.port());
                var second = new Socket(InetAddress.getLoopbackAddress(), both.port())) {
            assertThat(ask(first, "hello")).isEqualTo("hello");
            assertThat(ask(second, "hello")).isEqualTo("hello");
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static String ask(Socket client, String word) throws IOException {
        client.getOutputStream().write(word.getBytes());
        var answer = client.getInputStream().readNBytes(word.length());
        if (answer.length < word.length()) {
            throw new IOException("ended");
        }
        return new String(answer);
    }

    /** Sends back what it is sent. */
    private static final class Echo implements AutoCloseable {

        private final ServerSocket server;

        Echo() {
            try {
                server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    var client = server.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private static void echo(Socket client) {
            try (client) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException gone) {
                // The proxy cuts connections.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
