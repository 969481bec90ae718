package dev.hookline.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.localstack.TickingClock;
import dev.hookline.localstack.stack.Console;
import dev.hookline.localstack.stack.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir Path home;

    private final TickingClock clock = new TickingClock();

    @Test
    void readsFlagsAndOptions() {
        var arguments =
                Arguments.parse(
                        List.of("--fresh", "--port-offset", "10"),
                        Set.of("--fresh", "--no-samples"),
                        Set.of("--port-offset"));

        assertThat(arguments.has("--fresh")).isTrue();
        assertThat(arguments.has("--no-samples")).isFalse();
        assertThat(arguments.value("--port-offset", "0")).isEqualTo("10");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--frsh"), Set.of("--fresh"), Set.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown option: --frsh");
        assertThatThrownBy(() -> Arguments.parse(List.of("--role"), Set.of(), Set.of("--role")))
                .hasMessage("--role needs a value");
    }

    @Test
    void printsATokenWithoutAStack() {
        var claims = claims("--role", "editor", "--sub", "u7", "--name", "Uma");

        assertThat(claims)
                .contains("\"sub\":\"u7\"")
                .contains("\"name\":\"Uma\"")
                .contains("\"groups\":[\"editor\"]");
        assertThat(claims()).contains("\"groups\":[\"admin\"]").contains("\"sub\":\"admin\"");
        assertThat(claims("--role", "author,viewer")).contains("[\"author\",\"viewer\"]");
    }

    @Test
    void refusesAnUnknownRole() {
        assertThatThrownBy(() -> claims("--role", "root"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown role: root");
    }

    @Test
    void hasNothingToStopWhenNothingRuns() {
        var out = new ByteArrayOutputStream();
        var console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8), clock);

        assertThat(new DownCommand(new StateDirectory(home), console).run(List.of())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("No stack is running");
    }

    private String claims(String... words) {
        var token = new TokenCommand(new StateDirectory(home), clock).run(List.of(words));
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
