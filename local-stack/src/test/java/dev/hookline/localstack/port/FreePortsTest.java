package dev.hookline.localstack.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest {

    @Test
    void takesThePreferredPortWhenItIsFree() {
        var preferred = FreePorts.any();

        assertThat(new FreePorts().nearest(preferred)).isEqualTo(preferred);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void passesOverAPortOnWhichSomebodyListens(String address) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            assertThat(new FreePorts().nearest(taken.getLocalPort()))
                    .isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwice() {
        var ports = new FreePorts();
        var first = ports.nearest(FreePorts.any());

        assertThat(ports.nearest(first)).isGreaterThan(first);
    }
}
