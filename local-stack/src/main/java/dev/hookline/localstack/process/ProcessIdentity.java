package dev.hookline.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be taken for another: process ids are reused, an id with the moment of the
 * start is not.
 *
 * @param started on Linux the boot and the clock ticks since, elsewhere the wall clock time
 */
public record ProcessIdentity(long pid, String started) {

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process));
    }

    /** Reads what {@link #toString} wrote. */
    public static Optional<ProcessIdentity> parse(String text) {
        var words = text.strip().split(" ", 2);
        return words.length == 2 && words[0].matches("[1-9][0-9]{0,9}")
                ? Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]))
                : Optional.empty();
    }

    /** The process, empty when it is gone, even if another has its id now. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(started));
    }

    @Override
    public String toString() {
        return pid + " " + started;
    }

    private static String startOf(ProcessHandle process) {
        try {
            var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            var status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The second field is the command in brackets and may hold spaces; the start is the
            // 22nd.
            var fromThird = status.substring(status.lastIndexOf(')') + 2).split(" ");
            return boot + "/" + fromThird[19];
        } catch (IOException | RuntimeException notLinux) {
            return process.info().startInstant().map(Object::toString).orElse("unknown");
        }
    }
}
