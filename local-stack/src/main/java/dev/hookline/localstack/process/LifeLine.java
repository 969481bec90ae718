package dev.hookline.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends a child process when this one is killed: a shell waits on a pipe from us, and the pipe
 * closes whatever way we go.
 */
public final class LifeLine implements AutoCloseable {

    private static final String SCRIPT = "trap '' HUP INT TERM; cat > /dev/null; kill -9 \"$1\"";

    private final Process shell;

    private LifeLine(Process shell) {
        this.shell = shell;
    }

    public static LifeLine to(Process child) {
        return to(child.pid());
    }

    /** Watches over a child of this process by its id. */
    public static LifeLine to(long child) {
        try {
            var pid = String.valueOf(child);
            return new LifeLine(
                    new ProcessBuilder("sh", "-c", SCRIPT, "hookline-life-line", pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets go of a child that has ended, before its process id can belong to a stranger. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
