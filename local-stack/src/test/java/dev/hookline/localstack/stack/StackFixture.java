package dev.hookline.localstack.stack;

import dev.hookline.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A repository whose services are made up, and the real stack as a process that runs them. */
final class StackFixture {

    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final int SIGINT = 2;

    private final Path root;
    private final Path home;

    StackFixture(Path directory) throws IOException {
        root = directory.resolve("repository");
        home = directory.resolve("state");
        for (var service :
                List.of("plugin-gateway", "content-service", "media-service", "email-service")) {
            packageService(root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"));
        }
    }

    Path home() {
        return home;
    }

    StateDirectory state() {
        return new StateDirectory(home);
    }

    /** Makes a service end at its start. */
    void spoil(String service) throws IOException {
        var jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        Files.writeString(jar, "not a jar");
    }

    /**
     * Starts the command in a process of its own, as a terminal would: SIGINT is not ignored, also
     * when it is in this process (a shell without job control starts its background commands so).
     * The process is killed after {@link #LIFETIME}, so that reading what it says cannot last for
     * ever.
     */
    Process launch(String... words) throws IOException {
        var command = new ArrayList<String>();
        if (ignoresInterrupts()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dhookline.root=" + root);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(LocalStack.class.getName());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOOKLINE_HOME", home.toString());
        var process = builder.start();
        var watch =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(
                                LIFETIME.toSeconds(),
                                TimeUnit.SECONDS,
                                Thread::startVirtualThread));
        process.onExit().thenRun(() -> watch.cancel(false));
        return process;
    }

    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .mapToLong(mask -> Long.parseUnsignedLong(mask, 16))
                    .anyMatch(mask -> (mask & 1L << SIGINT - 1) != 0);
        }
    }

    /** Starts the stack and returns when it says that it runs. */
    RunningStack up(String... more) throws IOException {
        var words = new ArrayList<>(List.of("up", "--no-samples", "--port-offset", "17000"));
        words.addAll(List.of(more));
        var process = launch(words.toArray(String[]::new));
        var said = new ArrayList<String>();
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("Ctrl-C")) {
                return new RunningStack(process, said);
            }
        }
        return new RunningStack(process, said);
    }

    /** A stack that was started, with all that it said until then. */
    record RunningStack(Process process, List<String> said) implements AutoCloseable {

        String text() {
            return String.join("\n", said);
        }

        int interrupt() throws InterruptedException, IOException {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            return end();
        }

        int end() throws InterruptedException, IOException {
            process.inputReader().lines().forEach(said::add);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the stack does not stop");
            }
            return process.exitValue();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static void packageService(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MadeUpService.class.getName());
        var entry = MadeUpService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = MadeUpService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
    }
}
