package dev.hookline.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.localstack.TickingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir Path directory;

    private final LinkedBlockingQueue<String> announcements = new LinkedBlockingQueue<>();
    private ProcessLedger ledger;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() {
        ledger = new ProcessLedger(directory.resolve("run"));
        var policy = new RestartPolicy(new TickingClock());
        supervisor = new Supervisor(ledger, policy, announcements::add);
    }

    @AfterEach
    void stop() {
        supervisor.stopAll();
    }

    @Test
    void stopsItsChildrenAndForgetsThem() {
        var child = supervisor.start(running("a"));
        var other = supervisor.start(running("b"));
        assertThat(ledger.find("a")).isPresent();

        supervisor.stopAll();

        assertThat(child.isAlive()).isFalse();
        assertThat(other.isAlive()).isFalse();
        assertThat(ledger.find("a")).isEmpty();
        assertThat(announcements).isEmpty();
        assertThatThrownBy(() -> supervisor.start(running("c")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsAChildThatDoesNotWantToStop() throws Exception {
        var marker = directory.resolve("deaf");
        var launch =
                launch("deaf", "trap '' TERM; : > " + marker + "; while :; do sleep 0.1; done");
        var child = ChildProcess.start(launch, ledger);
        while (!Files.exists(marker)) {
            Thread.onSpinWait();
        }

        child.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void bringsAChildBackThatWasKilled() throws Exception {
        supervisor.start(running("a"));
        supervisor.beginRestarting();
        var first = ledger.find("a").orElseThrow();

        first.destroyForcibly();

        assertThat(announcements.poll(10, TimeUnit.SECONDS))
                .contains("a ended with status 137; starting it again");
        assertThat(supervisor.failure()).isNotDone();
        supervisor.stopAll();
    }

    @Test
    void givesUpOnAChildThatKeepsDying() {
        supervisor.beginRestarting();
        supervisor.start(launch("a", "echo the reason; exit 3"));

        assertThat(supervisor.failure())
                .succeedsWithin(Duration.ofSeconds(10))
                .asString()
                .contains("a ended with status 3")
                .contains("the reason");
        assertThat(announcements).hasSize(RestartPolicy.DEATHS - 1);
    }

    @Test
    void givesUpAtOnceOnAChildThatDiesWhileStarting() {
        supervisor.start(launch("a", "exit 3"));

        assertThat(supervisor.failure()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(announcements).isEmpty();
    }

    @Test
    void givesAChildItsEnvironmentAndKeepsTheLogOfItsLastRun() throws Exception {
        var launch = launch("a", "echo $GREETING");
        ChildProcess.start(launch, ledger).onExit().get(10, TimeUnit.SECONDS);
        var child = ChildProcess.start(launch, ledger);
        child.onExit().get(10, TimeUnit.SECONDS);

        assertThat(child.endOfLog(5)).isEqualTo("hello");
        assertThat(directory.resolve("a.log.previous")).hasContent("hello\n");
        assertThat(launch).asString().doesNotContain("hello");
    }

    private ChildProcess.Launch running(String name) {
        return launch(name, "exec sleep 60");
    }

    private ChildProcess.Launch launch(String name, String script) {
        return new ChildProcess.Launch(
                name,
                List.of("sh", "-c", script),
                Map.of("GREETING", "hello"),
                directory.resolve(name + ".log"));
    }
}
