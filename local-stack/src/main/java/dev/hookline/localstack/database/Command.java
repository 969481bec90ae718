package dev.hookline.localstack.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one program of PostgreSQL to its end; what it says goes to the server's log. */
record Command(PostgresBinaries binaries, ServerAccount account, Path log) {

    private static final int LIMIT_IN_MINUTES = 2;

    /**
     * Runs the program.
     *
     * @throws IllegalStateException with the end of the log when the program fails
     */
    void run(String program, String... arguments) {
        if (!succeeds(program, arguments)) {
            throw new IllegalStateException(program + " failed:\n" + endOfLog());
        }
    }

    boolean succeeds(String program, String... arguments) {
        try {
            var process =
                    new ProcessBuilder(words(program, arguments))
                            .directory(log.resolveSibling(".").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_IN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException("could not run " + program, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + program, interruption);
        }
    }

    List<String> words(String program, String... arguments) {
        var words = new ArrayList<String>();
        words.add(binaries.program(program).toString());
        words.addAll(List.of(arguments));
        return account.running(words);
    }

    private String endOfLog() {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException | UncheckedIOException unreadable) {
            return "(no log at " + log + ")";
        }
    }
}
