package dev.hookline.localstack.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The running server process of one cluster.
 *
 * <p>The server is detached from our process group, so that Ctrl-C leaves it running until its
 * clients have stopped. A small shell stands guard instead: it holds the read end of a pipe, and
 * when the pipe closes, because we close it or because this process was killed, it stops the server
 * in good order.
 */
final class Postmaster implements AutoCloseable {

    private static final String GUARD =
            "trap '' HUP INT TERM; cat > /dev/null; exec \"$@\" > /dev/null 2>&1";

    private final Process guard;
    private final ProcessHandle server;

    private Postmaster(Process guard, ProcessHandle server) {
        this.guard = guard;
        this.server = server;
    }

    static Postmaster start(Cluster cluster, Command command) {
        command.run(
                "pg_ctl",
                "--pgdata=" + cluster.data(),
                "--log=" + cluster.log(),
                "--wait",
                "--timeout=60",
                "start");
        return new Postmaster(
                guard(cluster, command),
                running(cluster.data())
                        .orElseThrow(() -> new IllegalStateException("the server vanished")));
    }

    /** Stops a server that an earlier process left behind, and clears away what is left of it. */
    static void stopLeftOver(Cluster cluster, Command command) {
        if (running(cluster.data()).isPresent() && !command.succeeds("pg_ctl", stopping(cluster))) {
            running(cluster.data()).ifPresent(Postmaster::awaitEnd);
        }
        try {
            Files.deleteIfExists(pidFile(cluster.data()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Completes when the server process is gone, for whatever reason. */
    CompletableFuture<ProcessHandle> onExit() {
        return server.onExit();
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException("could not stop the server", failure);
        } catch (InterruptedException interruption) {
            // The guard finishes by itself.
            Thread.currentThread().interrupt();
        }
    }

    private static Process guard(Cluster cluster, Command command) {
        var words = new ArrayList<>(List.of("sh", "-c", GUARD, "hookline-database-guard"));
        words.addAll(command.words("pg_ctl", stopping(cluster)));
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start the guard of the server", failure);
        }
    }

    private static String[] stopping(Cluster cluster) {
        return new String[] {
            "--pgdata=" + cluster.data(), "--mode=fast", "--wait", "--timeout=30", "stop"
        };
    }

    private static void awaitEnd(ProcessHandle server) {
        try {
            server.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server stops", interruption);
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "an earlier server does not stop: " + server.pid(), failure);
        }
    }

    /** The server of a data directory, recognised by the directory that it works in. */
    private static Optional<ProcessHandle> running(Path data) {
        try {
            var pid = Files.readAllLines(pidFile(data)).getFirst().strip();
            var workingDirectory = Path.of("/proc", pid, "cwd").toRealPath();
            return workingDirectory.equals(data.toRealPath())
                    ? ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException | RuntimeException noSuchServer) {
            return Optional.empty();
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }
}
