package dev.hookline.chaos.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system of limited size in a mount namespace of its own. A holder process keeps it while
 * the services in it are killed and started again.
 */
public final class SmallDisk implements AutoCloseable {

    private static final String MOUNT =
            "mount -t tmpfs -o size=%dm tmpfs '%s' && echo ready && exec cat > /dev/null";
    private static final String FILL = "dd if=/dev/zero of='%s/ballast' bs=64k 2> /dev/null; true";
    private static final String EMPTY = "rm -f '%s/ballast'";

    private final Process holder;
    private final Path directory;

    private SmallDisk(Process holder, Path directory) {
        this.holder = holder;
        this.directory = directory;
    }

    /** Mounts a disk on a directory; empty where user namespaces are not allowed. */
    static Optional<SmallDisk> mount(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        var holder =
                new ProcessBuilder(
                                "unshare", "-rm", "sh", "-c", MOUNT.formatted(megabytes, directory))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (holder.inputReader().lines().noneMatch("ready"::equals)) {
            return Optional.empty();
        }
        return Optional.of(new SmallDisk(holder, directory));
    }

    /** The beginning of a command line of a process that sees the disk. */
    List<String> inside() {
        return List.of(
                "nsenter",
                "--target",
                String.valueOf(holder.pid()),
                "--user",
                "--mount",
                "--preserve-credentials",
                "--");
    }

    /** Takes all the room that is left. */
    void fill() {
        run(FILL);
    }

    /** Gives the room back. */
    void clear() {
        run(EMPTY);
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }

    private void run(String script) {
        var words = new ArrayList<>(inside());
        words.addAll(List.of("sh", "-c", script.formatted(directory)));
        try {
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new IllegalStateException("cannot change the disk", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
