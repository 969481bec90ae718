package dev.hookline.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The whole stack as its users start it, read from the outside: what it prints is all that is known
 * of it.
 */
final class RunningStack implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TOKEN = Pattern.compile("(?m)^(ey\\S+)$");

    private final Path home;
    private final Path output;
    private final Process process;

    private RunningStack(Path home, Path output, Process process) {
        this.home = home;
        this.output = output;
        this.process = process;
    }

    /** Starts the stack on free ports and waits until it says that it is running. */
    static RunningStack start(Path home) throws IOException {
        var output = Files.createTempFile("hookline-up", ".log");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx320m",
                        "-jar",
                        "local-stack/target/local-stack.jar",
                        "up",
                        "--port-offset",
                        "4000");
        var builder =
                new ProcessBuilder(command)
                        .directory(REPOSITORY.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("HOOKLINE_HOME", home.toString());
        var stack = new RunningStack(home, output, builder.redirectOutput(output.toFile()).start());
        await("the stack to run")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!stack.process.isAlive()) {
                        throw new IllegalStateException("the stack ended:\n" + stack.output());
                    }
                    return stack.output().contains("Hookline is running.");
                });
        return stack;
    }

    /** The address that the stack prints for one of its parts. */
    String url(String part) {
        var line =
                Pattern.compile("(?m)^\\s*" + Pattern.quote(part) + "\\s.*?(http://[^\\s/]+)")
                        .matcher(running());
        if (!line.find()) {
            throw new IllegalStateException("no address of " + part + " in:\n" + output());
        }
        return line.group(1);
    }

    String administratorToken() {
        var token = TOKEN.matcher(output());
        if (!token.find()) {
            throw new IllegalStateException("no token in:\n" + output());
        }
        return token.group(1);
    }

    Path home() {
        return home;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is printed once everything runs. */
    private String running() {
        var all = output();
        return all.substring(all.indexOf("Hookline is running."));
    }

    /** As Ctrl-C does; waits for a clean end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the stack does not stop:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
