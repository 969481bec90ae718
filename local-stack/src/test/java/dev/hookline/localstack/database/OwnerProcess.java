package dev.hookline.localstack.database;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that starts a database and waits to be killed. */
final class OwnerProcess {

    private final Process process;

    private OwnerProcess(Process process) {
        this.process = process;
    }

    /** Returns once the database of the other process answers. */
    static OwnerProcess start(Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                OwnerProcess.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.inputReader().lines().noneMatch("started"::equals)) {
            throw new IllegalStateException("the other process did not start its database");
        }
        return new OwnerProcess(process);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase.start(Path.of(arguments[0]));
        System.out.println("started");
        Thread.currentThread().join();
    }
}
