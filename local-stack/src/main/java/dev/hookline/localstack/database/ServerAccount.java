package dev.hookline.localstack.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The account that PostgreSQL runs under, for it refuses to run as root.
 *
 * <pre>
 *   ordinary user ─────────────────────────────▶ that user
 *   root ── user namespaces allowed? ── yes ───▶ root outside, nobody inside a namespace of its own
 *                                   └── no ────▶ the account "nobody", which then owns the data
 * </pre>
 */
sealed interface ServerAccount {

    /** The command that runs {@code command} under this account. */
    List<String> running(List<String> command);

    /** Makes a directory usable by the account. */
    void own(Path directory);

    static ServerAccount detect() {
        if (!isRoot()) {
            return new Caller(List.of());
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Caller(List.of("unshare", "-U"));
        }
        return new Nobody();
    }

    /** The user who started this process, possibly in a namespace where root is nobody. */
    record Caller(List<String> prefix) implements ServerAccount {

        @Override
        public List<String> running(List<String> command) {
            var words = new ArrayList<>(prefix);
            words.addAll(command);
            return words;
        }

        @Override
        public void own(Path directory) {
            // The files belong to the caller already.
        }
    }

    /** For root in a container that forbids user namespaces. */
    record Nobody() implements ServerAccount {

        private static final String ID = "65534";

        @Override
        public List<String> running(List<String> command) {
            var words =
                    new ArrayList<>(
                            List.of("setpriv", "--reuid", ID, "--regid", ID, "--clear-groups"));
            words.addAll(command);
            return words;
        }

        @Override
        public void own(Path directory) {
            if (!succeeds("chown", "-R", ID + ":" + ID, directory.toString())) {
                throw new IllegalStateException("could not give " + directory + " to nobody");
            }
            requireReachable(directory);
        }

        private void requireReachable(Path directory) {
            var probe = running(List.of("test", "-w", directory.toString()));
            if (!succeeds(probe.toArray(String[]::new))) {
                throw new IllegalStateException(
                        directory
                                + " cannot be reached by the account nobody, which PostgreSQL must"
                                + " use here: this machine forbids user namespaces to root. Choose"
                                + " a directory that everyone may enter, such as one below"
                                + " /var/tmp.");
            }
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean succeeds(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
