package dev.hookline.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process of the stack, with its log and its line in the ledger. */
public final class ChildProcess {

    private final Launch launch;
    private final Process process;
    private final ProcessLedger ledger;

    /**
     * How a process is started.
     *
     * @param environment added to that of this process; secrets go here, for command lines are
     *     public
     */
    public record Launch(
            String name, List<String> command, Map<String, String> environment, Path log) {

        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        /** Leaves the environment out, which holds secrets. */
        @Override
        public String toString() {
            return "Launch[name=" + name + ", log=" + log + "]";
        }
    }

    private ChildProcess(Launch launch, Process process, ProcessLedger ledger) {
        this.launch = launch;
        this.process = process;
        this.ledger = ledger;
    }

    /** Starts the process; the log of its last run is kept beside the new one. */
    public static ChildProcess start(Launch launch, ProcessLedger ledger) {
        try {
            keepPrevious(launch.log());
            var builder =
                    new ProcessBuilder(launch.command())
                            .redirectErrorStream(true)
                            .redirectOutput(launch.log().toFile());
            builder.environment().putAll(launch.environment());
            var process = builder.start();
            ledger.record(launch.name(), process.toHandle());
            process.getOutputStream().close();
            return new ChildProcess(launch, process, ledger);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + launch.name(), failure);
        }
    }

    public String name() {
        return launch.name();
    }

    public Launch launch() {
        return launch;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process at once, {@code kill -9}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        ledger.forget(launch.name());
    }

    /** Completes with the exit status. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Asks the process to end and, when it does not in that time, ends it. */
    public void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ledger.forget(launch.name());
    }

    /** The last lines of the log. */
    public String endOfLog(int lines) {
        try {
            var all = Files.readAllLines(launch.log());
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "(no log at " + launch.log() + ")";
        }
    }

    private static void keepPrevious(Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log)) {
            var previous = log.resolveSibling(log.getFileName() + ".previous");
            Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
