package dev.hookline.chaos.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that this one started. */
final class Signals {

    private Signals() {}

    /**
     * Sends a signal; a process that is gone is no failure.
     *
     * @param name {@code STOP}, {@code CONT}, {@code QUIT}
     */
    static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot send a signal", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
