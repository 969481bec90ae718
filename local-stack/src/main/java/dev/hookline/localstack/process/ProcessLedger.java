package dev.hookline.localstack.process;

import dev.hookline.localstack.files.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The processes of this installation, one file each, so that a later start can end what a killed
 * one left behind.
 */
public final class ProcessLedger {

    private static final String SUFFIX = ".pid";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;

    public ProcessLedger(Path directory) {
        this.directory = directory;
    }

    public void record(String name, ProcessHandle process) {
        SecretFile.write(file(name), ProcessIdentity.of(process).toString());
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The recorded process of that name, empty when it is not running. */
    public Optional<ProcessHandle> find(String name) {
        return Files.exists(file(name))
                ? ProcessIdentity.parse(SecretFile.read(file(name))).flatMap(ProcessIdentity::find)
                : Optional.empty();
    }

    /**
     * Ends every recorded process that still runs, and forgets all.
     *
     * @return the names of those that had to be ended
     */
    public List<String> endLeftOvers() {
        var names = names();
        var leftOvers = names.stream().filter(name -> find(name).isPresent()).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            leftOvers.stream()
                    .flatMap(name -> find(name).stream())
                    .forEach(process -> threads.execute(() -> end(process)));
        }
        names.forEach(this::forget);
        return leftOvers;
    }

    private List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        var gone = process.onExit();
        gone.completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        if (process.isAlive()) {
            process.destroyForcibly();
            process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }
}
