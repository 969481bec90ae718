package dev.hookline.testsupport;

import dev.hookline.localstack.port.FreePorts;
import dev.hookline.localstack.process.LifeLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A packaged service as a process of its own, which a test can kill and start again on the same
 * port with the same configuration.
 */
public final class ProcessUnderTest implements AutoCloseable {

    /** The most that a service has on its heap, unless told otherwise. */
    public static final int HEAP_MEBIBYTES = 256;

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Path jar;
    private final Map<String, String> configuration;
    private final URI url;
    private final Path log;
    private List<String> launcher = List.of();
    private String heap = HEAP_MEBIBYTES + "m";
    private @Nullable Process process;
    private @Nullable LifeLine lifeLine;

    private ProcessUnderTest(String name, Path jar, Map<String, String> configuration) {
        this.name = name;
        this.jar = jar;
        this.configuration = new LinkedHashMap<>(configuration);
        var port = FreePorts.any();
        this.configuration.put("quarkus.http.port", String.valueOf(port));
        this.configuration.put("quarkus.http.host", "127.0.0.1");
        this.url = URI.create("http://127.0.0.1:" + port);
        this.log = logFile(name);
    }

    /**
     * Starts a service of this repository on a free port and waits until it is ready.
     *
     * @param module its folder, {@code content-service}
     * @param configuration in Quarkus property names
     */
    public static ProcessUnderTest start(String module, Map<String, String> configuration) {
        return started(prepare(module, configuration));
    }

    /** A service of this repository that is yet to be launched. */
    public static ProcessUnderTest prepare(String module, Map<String, String> configuration) {
        var jar = repository().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(module + " is not packaged: no " + jar);
        }
        return new ProcessUnderTest(module, jar, configuration);
    }

    /** Starts a runnable jar that obeys {@code quarkus.http.port} and serves the readiness path. */
    public static ProcessUnderTest start(String name, Path jar, Map<String, String> configuration) {
        return started(new ProcessUnderTest(name, jar, configuration));
    }

    private static ProcessUnderTest started(ProcessUnderTest process) {
        try {
            process.restart();
            return process;
        } catch (RuntimeException failure) {
            process.kill();
            throw failure;
        }
    }

    /**
     * Has the process started by another program, such as one that limits what it can see.
     *
     * @param command becomes the service in the end, keeping its process id
     */
    public ProcessUnderTest launchedBy(String... command) {
        launcher = List.of(command);
        return this;
    }

    /**
     * Gives the process another heap than 256 MiB.
     *
     * @param size as {@code -Xmx} takes it, {@code 128m}
     */
    public ProcessUnderTest withHeap(String size) {
        heap = size;
        return this;
    }

    /** Where the service listens; stays the same over a restart. */
    public URI url() {
        return url;
    }

    public URI url(String path) {
        return url.resolve(path);
    }

    /** Starts the process again, after it was stopped or killed, and waits until it is ready. */
    public void restart() {
        launch();
        awaitReady();
    }

    /** Starts the process without waiting for it. */
    public synchronized void launch() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running already");
        }
        try {
            process =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            lifeLine = LifeLine.to(process);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + name, failure);
        }
    }

    /** Waits until {@code /q/health/ready} answers 200, giving up when the process ends. */
    public void awaitReady() {
        Awaitility.await(name + " to be ready")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!isRunning()) {
                        throw new IllegalStateException(name + " ended:\n" + output());
                    }
                    return isReady();
                });
    }

    public boolean isReady() {
        return isHealthy("/q/health/ready");
    }

    /** Whether the process answers at all, ready or not. */
    public boolean isLive() {
        return isHealthy("/q/health/live");
    }

    private boolean isHealthy(String path) {
        var request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(5)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The most memory that the process has had resident so far, in MiB. */
    public synchronized long peakMemoryMebibytes() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills the process at once, {@code kill -9}: nothing of it gets a chance to tidy up. */
    public synchronized void kill() {
        end(Process::destroyForcibly);
    }

    /** Asks the process to end, as an operator would. */
    public synchronized void stop() {
        end(Process::destroy);
    }

    /** All that the process has written so far, over all its starts. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private List<String> command() {
        var words = new ArrayList<>(launcher);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // As in containers: a process without memory ends instead of lingering.
        words.add("-XX:+ExitOnOutOfMemoryError");
        configuration.forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    private void end(Consumer<Process> how) {
        if (process == null) {
            return;
        }
        how.accept(process);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        if (lifeLine != null) {
            lifeLine.close();
        }
    }

    private static Path logFile(String name) {
        try {
            var directory = Files.createDirectories(Path.of("target", "processes"));
            return Files.createTempFile(directory, name + "-", ".log").toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The nearest directory upwards that holds the build wrapper. */
    private static Path repository() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside the repository");
    }
}
