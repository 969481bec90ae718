package dev.hookline.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLedgerTest {

    @TempDir Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void findsARecordedProcess() throws Exception {
        var process = sleeping();
        ledger().record("service", process.toHandle());

        assertThat(ledger().find("service")).contains(process.toHandle());
        process.destroyForcibly().waitFor();
        assertThat(ledger().find("service")).isEmpty();
        assertThat(ledger().find("other")).isEmpty();
    }

    @Test
    void endsWhatWasLeftOver() throws Exception {
        var first = sleeping();
        var second = sleeping();
        var gone = sleeping();
        ledger().record("first", first.toHandle());
        ledger().record("second", second.toHandle());
        ledger().record("gone", gone.toHandle());
        gone.destroyForcibly().waitFor();

        assertThat(ledger().endLeftOvers()).containsExactly("first", "second");

        assertThat(first.waitFor()).isNotZero();
        assertThat(second.waitFor()).isNotZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesAStrangerAloneThatHasTheProcessIdNow() throws Exception {
        var stranger = sleeping();
        var identity = ProcessIdentity.of(stranger.toHandle());
        var earlier = new ProcessIdentity(identity.pid(), identity.started() + "0");
        Files.writeString(directory.resolve("service.pid"), earlier.toString());

        assertThat(ledger().endLeftOvers()).isEmpty();

        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void takesNoNotesThatItCannotRead() throws Exception {
        Files.writeString(directory.resolve("a.pid"), "");
        Files.writeString(directory.resolve("b.pid"), "1");
        Files.writeString(directory.resolve("c.pid"), "x y");

        assertThat(ledger().endLeftOvers()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private ProcessLedger ledger() {
        return new ProcessLedger(directory);
    }

    private Process sleeping() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        processes.add(process);
        return process;
    }
}
