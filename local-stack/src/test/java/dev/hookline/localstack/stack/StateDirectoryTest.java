package dev.hookline.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir Path home;

    @Test
    void makesTheGatewaysKeyOnceAndKeepsItToItsOwner() throws Exception {
        var key = new StateDirectory(home).gatewayKey();

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(new StateDirectory(home).gatewayKey()).isEqualTo(key);
        assertThat(new StateDirectory(home).passKey()).isNotEqualTo(key);
        assertThat(Files.getPosixFilePermissions(home.resolve("gateway-secret.key")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void knowsForAWeekThatAnOlderReleaseDidNotSign() throws Exception {
        var now = Instant.parse("2026-11-24T12:00:00Z");
        Files.writeString(home.resolve("platform-pass.key"), "a key");
        var older = new StateDirectory(home);

        assertThat(older.hasUnsignedRecords(now)).isTrue();
        assertThat(older.hasUnsignedRecords(now.plus(Duration.ofDays(6)))).isTrue();
        assertThat(older.hasUnsignedRecords(now.plus(Duration.ofDays(7)))).isFalse();

        var fresh = new StateDirectory(home.resolve("fresh"));
        assertThat(fresh.hasUnsignedRecords(now)).isFalse();
        fresh.passKey();
        assertThat(fresh.hasUnsignedRecords(now)).isFalse();
    }

    @Test
    void throwsAwayOnlyWhatIsItsOwn() throws Exception {
        var state = new StateDirectory(home);
        var key = state.gatewayKey();
        var passKey = state.passKey();
        Files.createDirectories(home.resolve("broker/hookline.events-0"));
        Files.writeString(home.resolve("thesis.txt"), "not ours");

        state.wipe();

        assertThat(home.resolve("thesis.txt")).exists();
        assertThat(home.resolve("broker")).doesNotExist();
        assertThat(state.gatewayKey()).isNotEqualTo(key);
        assertThat(state.passKey()).isNotEqualTo(passKey);
    }

    @Test
    void saysWhichPortsWereTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var chosen = taken.getLocalPort();
            var said = new ArrayList<String>();
            var environment = Map.of("HOOKLINE_CONTENT_PORT", String.valueOf(chosen));

            var ports = StackPorts.choose(settings(0, environment), said::add);

            assertThat(ports.of("content-service")).isGreaterThan(chosen);
            assertThat(said)
                    .contains(
                            "port "
                                    + chosen
                                    + " is taken; content-service listens on "
                                    + ports.of("content-service"));
        }
    }

    @Test
    void movesAllPreferredPortsByTheOffset() {
        var offset = 20_000;

        assertThat(settings(offset, Map.of()).preferredPort("X", 8080)).isEqualTo(28_080);
        assertThat(settings(offset, Map.of("X", "7")).preferredPort("X", 8080)).isEqualTo(7);
        assertThatThrownBy(() -> settings(0, Map.of("X", "many")).preferredPort("X", 8080))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("X is not a port: many");
    }

    private static StackSettings settings(int offset, Map<String, String> environment) {
        return new StackSettings(Path.of(""), true, offset, environment);
    }
}
