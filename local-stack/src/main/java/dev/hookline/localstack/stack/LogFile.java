package dev.hookline.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what the broker and the stack log to a file, for the console belongs to the user. */
public final class LogFile {

    private static final int LIMIT = 5 * 1024 * 1024;

    private LogFile() {}

    public static void below(Path directory) {
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        try {
            Files.createDirectories(directory);
            var handler = new FileHandler(directory.resolve("stack.log").toString(), LIMIT, 2);
            handler.setFormatter(new SimpleFormatter());
            LogManager.getLogManager().reset();
            Logger.getLogger("").addHandler(handler);
            Logger.getLogger("").setLevel(Level.WARNING);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not log to " + directory, failure);
        }
    }
}
