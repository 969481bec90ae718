package dev.hookline.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIT {

    private static final List<String> SERVICES =
            List.of("plugin-gateway", "content-service", "media-service", "email-service");

    @TempDir Path directory;

    private StackFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new StackFixture(directory);
    }

    @Test
    void startsEverythingShowsWhereItIsAndStopsOnCtrlC() throws Exception {
        try (var stack = fixture.up()) {
            assertThat(stack.text())
                    .contains("content-service            http://127.0.0.1:25081/api/v1")
                    .containsPattern(
                            Pattern.compile("^eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+$", Pattern.MULTILINE));
            var children = services();
            assertThat(children).hasSize(4).allMatch(ProcessHandle::isAlive);

            assertThat(stack.interrupt()).isEqualTo(130);

            assertThat(stack.text()).contains("Stopping.").endsWith("Stopped.");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(fixture.state().ledger().endLeftOvers()).isEmpty();
            assertThat(databasePid()).isEmpty();
        }
    }

    @Test
    void refusesASecondStackInTheSameDirectoryAndStopsTheFirstOnDemand() throws Exception {
        try (var stack = fixture.up()) {
            var second = fixture.up();
            assertThat(second.end()).isEqualTo(1);
            assertThat(second.text())
                    .contains("running already (process " + stack.process().pid() + ")")
                    .contains("http://127.0.0.1:25080/api/v1")
                    .doesNotContain("eyJ");

            var down = fixture.launch("down");
            assertThat(down.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(down.exitValue()).isZero();
            assertThat(stack.process().isAlive()).isFalse();
        }
    }

    @Test
    void bringsAServiceBackThatWasKilled() throws Exception {
        try (var stack = fixture.up()) {
            var killed = service("media-service").orElseThrow();
            killed.destroyForcibly();

            var line = stack.process().inputReader().readLine();
            while (!line.contains("starting it again")) {
                line = stack.process().inputReader().readLine();
            }

            assertThat(line).contains("media-service ended with status 137");
            stack.interrupt();
        }
    }

    @Test
    void stopsWhenTheDatabaseDies() throws Exception {
        try (var stack = fixture.up()) {
            var database = Long.parseLong(databasePid().findFirst().orElseThrow().strip());
            ProcessHandle.of(database).orElseThrow().destroyForcibly();

            assertThat(stack.end()).isEqualTo(1);

            assertThat(stack.text())
                    .contains("Hookline cannot go on: the database ended")
                    .endsWith("Stopped.");
            assertThat(services()).isEmpty();
        }
    }

    @Test
    void endsWhatAKilledStackLeftBehind() throws Exception {
        var killed = fixture.up();
        var orphans = services();
        assertThat(orphans).hasSize(4);
        killed.process().destroyForcibly().waitFor();

        try (var stack = fixture.up()) {
            assertThat(stack.text())
                    .contains("ended what an earlier run left behind: content-service, email");
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(services()).hasSize(4).doesNotContainAnyElementsOf(orphans);
            stack.interrupt();
        }
    }

    @Test
    void showsTheLogOfAServiceThatDoesNotStartAndStopsTheRest() throws Exception {
        fixture.spoil("email-service");

        try (var stack = fixture.up()) {
            assertThat(stack.end()).isEqualTo(1);

            assertThat(stack.text())
                    .contains("Hookline did not start: email-service ended while starting")
                    .contains("Invalid or corrupt jarfile")
                    .endsWith("Stopped.");
            assertThat(services()).isEmpty();
            assertThat(databasePid()).isEmpty();
        }
    }

    @Test
    void saysWhatIsNotBuilt() throws Exception {
        Files.delete(
                directory.resolve("repository/media-service/target/quarkus-app/quarkus-run.jar"));

        try (var stack = fixture.up()) {
            assertThat(stack.end()).isEqualTo(1);
            assertThat(stack.text()).contains("not built").contains("./hookline build");
            assertThat(fixture.home().resolve("database")).doesNotExist();
        }
    }

    @Test
    void avoidsATakenPortAndStartsAnewWhenAsked() throws Exception {
        try (var taken = new ServerSocket(25_081);
                var stack = fixture.up()) {
            assertThat(taken.isBound()).isTrue();
            assertThat(stack.text()).contains("port 25081 is taken");
            stack.interrupt();
        }
        var key = fixture.state().gatewayKey();
        try (var stack = fixture.up("--fresh")) {
            stack.interrupt();
        }
        assertThat(fixture.state().gatewayKey()).isNotEqualTo(key);
    }

    private List<ProcessHandle> services() {
        return SERVICES.stream().flatMap(name -> service(name).stream()).toList();
    }

    private Optional<ProcessHandle> service(String name) {
        return fixture.state().ledger().find(name);
    }

    private Stream<String> databasePid() throws Exception {
        var file = fixture.home().resolve("database/data/postmaster.pid");
        return Files.exists(file) ? Files.lines(file) : Stream.empty();
    }
}
